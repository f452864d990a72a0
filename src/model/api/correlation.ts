import type { ApiDocument } from "../../facts/api.ts";
import { errorBodiesOf, majorityOf } from "./errors.ts";
import { propertiesOf } from "./schemas.ts";

const header =
  /^(?:[\w-]*-)?(?:request|correlation|trace|transaction|flow|operation|activity|invocation|debug)-?id$|^traceparent$|^x-b3-|^x-amzn-requestid$|^x-cloud-trace-context$|^cf-ray$|^requestid$/i;
const member =
  /^(?:request|correlation|trace|transaction|flow|debug|log|error|psp|activity|incident)_?(?:id|reference)$|^instance$/i;

/** Whether anything in the API lets a client name one request afterwards: a header taken or given, or a member of its errors. */
export function namesRequests(document: ApiDocument): boolean {
  const isHeader = document.operations.some(
    ({ parameters, responses }) =>
      parameters.some((parameter) => parameter.in === "header" && header.test(parameter.name)) ||
      responses.some(({ headers }) => headers.some((name) => header.test(name))),
  );
  return isHeader || errorsName(document);
}

/** Errors often hold it one level down: `{ error: { request_id } }`. */
function errorsName(document: ApiDocument): boolean {
  const majority = majorityOf(errorBodiesOf(document));
  const body = majority && document.source.node(majority.shape.at);
  if (!body) return false;
  return propertiesOf(body).some(
    ({ name, schema }) => member.test(name) || propertiesOf(schema).some((inner) => member.test(inner.name)),
  );
}
