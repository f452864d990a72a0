import { apiKey } from "../../src/model/api/documents.ts";
import { isArrayOfAnyLength } from "../../src/model/api/bounds.ts";
import { requestInputsOf } from "../../src/model/api/request-inputs.ts";
import { typesOf } from "../../src/model/api/schemas.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/array-bounds",
  practice: "api/validation",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "arrays that clients send have a largest size",
  why: "What a server does for one item, it does for each: a query, an insert, a call to another service. An array without `maxItems` lets one small request ask for a hundred thousand of them, in one transaction, past every rate limit that counts requests. Lists of identifiers are the usual case: they become one `IN (…)` of any length.",
  fix: "give each array of a request a `maxItems`, as large as the server does in the time a client waits; larger jobs are split by the client or run as a job of their own",
  tradeoff:
    "Arrays whose items cost nothing (tags kept as they come) are bounded well enough by the size of the body, if something bounds that.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-maxitems",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const arrays = requestInputsOf(document).filter(({ schema }) => typesOf(schema).includes("array"));
      const open = arrays.filter(({ schema }) => isArrayOfAnyLength(schema));
      if (open.length === 0) continue;
      report({
        at: document,
        message: `${open.length} of ${counted(arrays.length, "array")} in requests may have any number of items`,
        related: open.slice(0, 3).map(({ schema, name }) => ({ at: schema, label: `\`${name}\` has no \`maxItems\`` })),
        fold: { by: "cause", key: apiKey(api, document) },
      });
    }
  },
});
