import { apiKey } from "../../src/model/api/documents.ts";
import { isStringOfAnyLength } from "../../src/model/api/bounds.ts";
import { requestInputsOf } from "../../src/model/api/request-inputs.ts";
import { typesOf } from "../../src/model/api/schemas.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/string-bounds",
  practice: "api/validation",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "strings that clients send have a longest length",
  why: "A string without `maxLength` is as long as the body may be. It is read into memory, compared, indexed and logged before anything refuses it, and when it is longer than its column, the database refuses it with an error that reaches the client as a 500. Validation that is made from the contract can check only what the contract says.",
  fix: "give each string a `maxLength` (that of its column), an `enum`, a `format` of fixed length (`uuid`, `date-time`) or an anchored `pattern`; a few shared components (`Name`, `Text`) do for most",
  tradeoff:
    "A gateway that limits the whole body to some kilobytes takes most of the danger away. Then the length is only documentation, and free text may well do without.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-maxlength",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const strings = requestInputsOf(document).filter(({ schema }) => typesOf(schema).includes("string"));
      const open = strings.filter(({ schema }) => isStringOfAnyLength(schema));
      if (open.length === 0) continue;
      report({
        at: document,
        message: `${open.length} of ${counted(strings.length, "string")} in requests may be of any length`,
        related: open
          .slice(0, 3)
          .map(({ schema, name }) => ({ at: schema, label: `\`${name}\` has no \`maxLength\`` })),
        fold: { by: "cause", key: apiKey(api, document) },
      });
    }
  },
});
