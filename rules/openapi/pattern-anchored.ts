import { apiKey } from "../../src/model/api/documents.ts";
import { isAnchored, patternMistake } from "../../src/model/api/patterns.ts";
import { requestInputsOf } from "../../src/model/api/request-inputs.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/pattern-anchored",
  practice: "api/validation",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a `pattern` for what clients send holds the whole text",
  why: "Patterns are searched for, not matched (JSON Schema validation, 6.3.3): `[a-z]+` accepts every text that has one such letter somewhere in it, line breaks, quotes and markup included. What was meant as a check of the input checks next to nothing, and the code behind it trusts it.",
  fix: "begin the pattern with `^` and end it with `$`; put alternatives into a group: `^(?:a|b)$`",
  tradeoff: "A pattern that asks only for a part (`^https://`, at least one digit) is meant to be open at an end.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-pattern",
    "https://json-schema.org/understanding-json-schema/reference/regular_expressions",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const patterns = requestInputsOf(document).flatMap(({ schema, name }) => {
        const pattern = schema.text("pattern");
        return pattern !== null && patternMistake(pattern) === null ? [{ schema, name, pattern }] : [];
      });
      for (const { schema, name, pattern } of patterns) {
        if (isAnchored(pattern)) continue;
        report({
          at: schema.place("pattern"),
          anchor: `${schema.anchor}/pattern`,
          message: `the pattern of \`${name}\` may be met by a part of the text: it has no \`^\` or no \`$\``,
          fold: { by: "convention", key: apiKey(api, document), of: patterns.length },
        });
      }
    }
  },
});
