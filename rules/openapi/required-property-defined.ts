import { didYouMean } from "../../src/findings/did-you-mean.ts";
import { isPartOfAnother, mayHaveUndeclared } from "../../src/model/api/composition.ts";
import { propertiesOf } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/required-property-defined",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every name under `required` is a property of the schema",
  why: "A required property that is not declared has no type: clients must send it and cannot learn what, and generated types do not have it at all, so that a server which validates by the contract refuses everything they can send. Most often the name is misspelt or was changed at one of the two places, and the property that was meant is optional since.",
  fix: "write the name as it stands under `properties`, or declare the property",
  tradeoff:
    "A schema that only adds `required` to another, in an `allOf`, is understood; so is one that takes any further properties by `additionalProperties`.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3",
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
  ],
  visit: {
    Schema(node, { document, report }) {
      const required = node.value["required"];
      if (!Array.isArray(required) || node.value["properties"] === undefined) return;
      const schema = document.source.node(node.at);
      if (!schema || schema.at.pointer !== node.at.pointer || mayHaveUndeclared(schema)) return;
      const names = new Set(propertiesOf(schema).map((property) => property.name));
      const place = node.member("required");
      for (const [index, name] of required.entries()) {
        if (typeof name !== "string" || names.has(name)) continue;
        if (isPartOfAnother(node, document)) return;
        report({
          at: { at: { ...place, pointer: `${place.pointer}/${index}`, on: "value" }, anchor: node.anchor },
          message: `\`required\` names \`${name}\`, which is no property of this schema${didYouMean(name, names)}`,
          key: name,
        });
      }
    },
  },
});
