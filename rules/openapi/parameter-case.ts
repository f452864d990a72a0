import type { ApiDocument, Parameter } from "../../src/facts/api.ts";
import { caseConventionOf, casingsOf, casingsText, isSettled } from "../../src/model/api/casing.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/parameter-case",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the words of all query parameters are joined in one way",
  why: "Most servers ignore a query parameter they do not know. Whoever has learnt `page_size` and writes `sort_by` where this one parameter is `sortBy` gets an answer with 200 that is not sorted, and no hint. The spelling most parameters of the API have is taken as its own.",
  fix: "accept the parameter in the API's own spelling, document that one, and keep the old one as deprecated",
  tradeoff: "Parameters that a protocol or a gateway names (`response_type`, `X-Amz-Date`) keep their names.",
  references: ["https://opensource.zalando.com/restful-api-guidelines/#130", "https://google.aip.dev/140"],
  options: { ignore: list("parameters that may be spelt in any way") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const parameters = queriesOf(document);
      const convention = caseConventionOf(parameters.map(({ name }) => name));
      if (!convention || convention.of < 4) continue;
      if (!isSettled(convention)) {
        report({
          at: document,
          message: `query parameters are spelt in no one way: ${casingsText(convention)}`,
          key: "mixed",
        });
        continue;
      }
      for (const parameter of parameters) {
        if (options.ignore.includes(parameter.name) || casingsOf(parameter.name).includes(convention.usual)) continue;
        report({
          at: parameter,
          message: `query parameter \`${parameter.name}\` is not in ${convention.usual}, as ${convention.count} of ${convention.of} in this API are`,
          key: parameter.name,
          fold: { by: "cause", key: `${document.file} ${parameter.name}` },
        });
      }
    }
  },
});

/** Each place once. Names with dots and brackets (`filter[name]`) follow what they address. */
function queriesOf(document: ApiDocument): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const operation of document.operations) {
    if (isProtocolEndpoint(operation.path)) continue;
    for (const parameter of operation.parameters)
      if (parameter.in === "query" && /^[A-Za-z][A-Za-z0-9_-]*$/.test(parameter.name))
        found.set(placeKey(parameter.at), parameter);
  }
  return [...found.values()];
}
