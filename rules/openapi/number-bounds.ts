import { apiKey } from "../../src/model/api/documents.ts";
import { openEndsOf } from "../../src/model/api/bounds.ts";
import { requestInputsOf } from "../../src/model/api/request-inputs.ts";
import { typesOf } from "../../src/model/api/schemas.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/number-bounds",
  practice: "api/validation",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "numbers that clients send have a least and a greatest value",
  why: "A quantity of -3 pays the customer, a `days` of two billion overflows the column or allocates a calendar of that size, and a price of 1e308 is a valid JSON number. Where the contract names no ends, each handler must think of them, and the one that does not fails in arithmetic or in the database.",
  fix: "write `minimum` and `maximum` (or a sized `format` such as `int32` where any such number will do); 0 or 1 is the right `minimum` for nearly all counts and amounts",
  tradeoff:
    "Measurements that may take any value have no honest ends. A `format` of `int32` or `double` then says at least what the server can hold.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-maximum",
    "https://spec.openapis.org/registry/format/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const numbers = requestInputsOf(document).filter(({ schema }) =>
        typesOf(schema).some((type) => type === "integer" || type === "number"),
      );
      const open = numbers.filter(({ schema, name }) => openEndsOf(schema, name).length > 0);
      if (open.length === 0) continue;
      report({
        at: document,
        message: `${open.length} of ${counted(numbers.length, "number")} in requests may be as large or as small as the client likes`,
        related: open.slice(0, 3).map(({ schema, name }) => ({
          at: schema,
          label: `\`${name}\` has no ${openEndsOf(schema, name)
            .map((end) => `\`${end}\``)
            .join(" and no ")}`,
        })),
        fold: { by: "cause", key: apiKey(api, document) },
      });
    }
  },
});
