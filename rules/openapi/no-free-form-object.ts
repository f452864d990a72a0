import { apiKey } from "../../src/model/api/documents.ts";
import { isFreeForm } from "../../src/model/api/bounds.ts";
import { requestInputsOf } from "../../src/model/api/request-inputs.ts";
import { typesOf } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

const meantToBeFree = [
  "metadata",
  "meta",
  "attributes",
  "annotations",
  "labels",
  "tags",
  "extra",
  "extras",
  "custom",
  "properties",
  "context",
  "extensions",
  "additional",
  "payload",
  "variables",
  "headers",
];

export default defineRule({
  id: "openapi/no-free-form-object",
  practice: "api/validation",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "objects that clients send say which members they have",
  why: "`type: object` and nothing more accepts every object: nothing checks what a client sends, generated clients have a map of anything, and whoever adds a member later breaks those who already used that name for something else. Bound to a model as it comes, it lets clients set what was never meant for them (mass assignment).",
  fix: "list the `properties`; for a map with free keys say what its values are (`additionalProperties: { type: string, maxLength: 200 }`) and how many there may be (`maxProperties`)",
  tradeoff:
    "Data that the API only keeps for its clients, such as `metadata`, is free by intent: names like that are left out, and more can be named.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
    "https://spec.openapis.org/oas/v3.1.1.html#model-with-map-dictionary-properties",
  ],
  options: { freeNames: list("names of properties that may hold anything", meantToBeFree) },
  check({ api, report, options }) {
    const free = options.freeNames.map((name) => name.toLowerCase());
    const isFree = (name: string) => free.some((each) => name.toLowerCase().endsWith(each));
    for (const document of api.documents) {
      const objects = requestInputsOf(document).filter(({ schema }) => typesOf(schema).includes("object"));
      for (const { schema, keyword, name, operation } of objects) {
        // In `allOf` it adds to what the other parts describe.
        if (!isFreeForm(schema) || keyword === "allOf" || isFree(name)) continue;
        report({
          at: schema,
          message: `\`${name}\` may be any object: its members are not described`,
          related: [{ at: operation, label: "a request that takes it" }],
          fold: { by: "cause", key: apiKey(api, document) },
        });
      }
    }
  },
});
