import type { ApiDocument } from "../../src/facts/api.ts";
import { componentOf, isNullable, valueTypesOf } from "../../src/model/api/body-schemas.ts";
import { jsonOf } from "../../src/model/api/answers.ts";
import { schemaOf, schemasUnder, type SubSchema } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-nullable-boolean",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a boolean is true or false, and nothing else",
  why: "A boolean that may be null has three values, of which two look the same in most code: `if (!user.verified)` takes not known for no, `user.verified !== false` takes it for yes, and clients in languages without null for booleans turn it into false on the way. What the third one means is written nowhere.",
  fix: "give it a default and never send null; or make it an enum that names the third case (`yes`, `no`, `unknown`)",
  tradeoff:
    "A value that is inherited when null, or not yet computed, may say so by null where every reader knows it. Bodies of PATCH are left alone: there null removes.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#122",
    "https://opensource.zalando.com/restful-api-guidelines/#125",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const booleans = booleansOf(document);
      for (const { schema, name, parent } of booleans) {
        if (!isNullable(schema)) continue;
        const at = parent?.get("properties")?.place(name ?? "") ?? schema.at;
        const owner = componentOf(at);
        report({
          at,
          anchor: schema.anchor,
          message: `boolean \`${name}\`${owner === null ? "" : ` of \`${owner}\``} may be null: it has three values`,
          key: name ?? "",
          // Many are a habit of the API (or of the language its schemas are made from), and one finding.
          fold: { by: "cause", key: document.file },
        });
      }
    }
  },
});

/** The boolean properties of answers, and of requests that send a whole resource. */
function booleansOf(document: ApiDocument): readonly SubSchema[] {
  const seen = new Set<string>();
  const contents = document.operations.flatMap((operation) => [
    ...(operation.method === "PATCH" ? [] : [operation.requestBody?.contents ?? []]),
    ...operation.responses.map((response) => response.contents),
  ]);
  return contents.flatMap((each) => {
    const content = jsonOf({ contents: each });
    const schema = content && schemaOf(document, content);
    if (!schema) return [];
    return [...schemasUnder(schema, seen)].filter(
      ({ keyword, schema: property }) => keyword === "properties" && valueTypesOf(property).join() === "boolean",
    );
  });
}
