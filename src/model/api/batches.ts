import type { ApiDocument, Content, Operation } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { jsonOf, successesOf } from "./answers.ts";
import { isJson } from "./declared.ts";
import { liveOperationsOf } from "./live-operations.ts";
import { segmentsOf } from "./paths.ts";
import { propertiesOf, schemaOf, typesOf } from "./schemas.ts";

const named = /^(?:(?:.*[-_:])?(?:batch|bulk)|(?:batch|bulk)(?:[-_].*|[A-Z].*)|.*(?:Batch|Bulk))$/;
/** Made elsewhere, or read: nothing is changed item by item while the client waits. */
const elsewhere = /get|read|search|query|export|download|status|jobs?$|batches$|uploads?$/i;

/** Operations that change many things at once: they say so in their path, or take an array as their whole body. */
export function batchesOf(document: ApiDocument): readonly Operation[] {
  return liveOperationsOf(document).filter((operation) => {
    if (!/^(?:POST|PUT|PATCH|DELETE)$/.test(operation.method)) return false;
    const last = segmentsOf(operation.path).at(-1) ?? "";
    if (elsewhere.test(last)) return false;
    return named.test(last) || operation.requestBody?.contents.some(isArrayOfObjects) === true;
  });
}

function isArrayOfObjects(content: Content): boolean {
  const { schema, mediaType } = content;
  // A JSON Patch (RFC 6902) is one change in many steps.
  if (/patch/i.test(mediaType)) return false;
  return (
    isJson(content) && schema !== null && schema.types.join() === "array" && (schema.items?.properties.length ?? 0) > 0
  );
}

/** Whether an answer has room for what became of each item: 207, or a list or a map in the body. What is accepted (202) is told later. */
export function answersEach(document: ApiDocument, operation: Operation): boolean {
  const successes = successesOf(operation);
  return (
    successes.length === 0 ||
    successes.some((response) => {
      if (/^(?:202|207)$/.test(response.status)) return true;
      const content = jsonOf(response);
      const body = content && schemaOf(document, content);
      // A body that is not JSON, or is not described, may have it.
      if (!body) return response.contents.length > 0;
      return (
        hasMany(body) ||
        propertiesOf(body).some(
          ({ schema, name }) => hasMany(schema) || /(?:job|task|operation|batch)_?id$|^job$|^task$/i.test(name),
        )
      );
    })
  );
}

function hasMany(schema: ApiNode): boolean {
  return (
    typesOf(schema).includes("array") ||
    schema.has("items") ||
    ["oneOf", "anyOf"].some((key) => schema.has(key)) ||
    (schema.has("additionalProperties") && schema.flag("additionalProperties") !== false) ||
    propertiesOf(schema).some((property) => typesOf(property.schema).includes("array"))
  );
}
