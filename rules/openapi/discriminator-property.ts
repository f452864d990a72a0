import type { ApiNode } from "../../src/facts/api-source.ts";
import { propertiesOf } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/discriminator-property",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "the property a discriminator names is there, and required",
  why: "A discriminator tells clients by which property to choose the type of a value. When the schemas do not have that property, or need not have it, a generated client meets values it cannot place: it throws, or takes the first type and drops what that one lacks.",
  fix: "declare the property in the schema with the discriminator, or in each schema of its `oneOf`, and name it under `required`",
  tradeoff: "Where it is left out on purpose and one type is the default, 3.2 says so with `defaultMapping`.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#discriminator-object",
    "https://swagger.io/specification/v2/#schema-object",
  ],
  visit: {
    Schema(node, { document, report }) {
      if (node.value["discriminator"] === undefined) return;
      const schema = document.source.node(node.at);
      if (!schema || schema.at.pointer !== node.at.pointer) return;
      const discriminator = schema.get("discriminator");
      const name = schema.text("discriminator") ?? discriminator?.text("propertyName") ?? null;
      if (name === null || discriminator?.has("defaultMapping")) return;
      const states = whereDeclared(schema, name);
      if (states === null) return;
      const at = {
        at: {
          ...(discriminator?.text("propertyName") == null
            ? node.member("discriminator")
            : discriminator.place("propertyName")),
          on: "value" as const,
        },
        anchor: node.anchor,
      };
      if (states.missing)
        report({
          at,
          message: `the discriminator names \`${name}\`, which ${states.missing === schema ? "is no property of this schema" : `\`${states.missing.name ?? "one of its schemas"}\` does not have`}`,
          key: "missing",
          related: states.missing === schema ? [] : [{ at: states.missing, label: `without \`${name}\`` }],
        });
      else if (states.optional)
        report({
          at,
          message: `the discriminator names \`${name}\`, which ${states.optional === schema || states.optional.name === null ? "is not required" : `\`${states.optional.name}\` does not require`}`,
          key: "optional",
          related: states.optional === schema ? [] : [{ at: states.optional, label: `\`${name}\` may be left out` }],
          confidence: "medium",
        });
    },
  },
});

/** The first schema without the property, or where it may be left out; null when what there is of it cannot be said. */
function whereDeclared(schema: ApiNode, name: string): { missing: ApiNode | null; optional: ApiNode | null } | null {
  const own = propertiesOf(schema).find((property) => property.name === name);
  if (own) return { missing: null, optional: own.required ? null : schema };
  const branches = [...(schema.get("oneOf")?.items() ?? []), ...(schema.get("anyOf")?.items() ?? [])].filter(
    (branch) => branch.text("type") !== "null",
  );
  if (branches.length === 0) return schema.has("$ref") ? null : { missing: schema, optional: null };
  let missing: ApiNode | null = null;
  let optional: ApiNode | null = null;
  for (const branch of branches) {
    // A branch of branches, and one that takes anything, are not looked into.
    if (branch.has("oneOf") || branch.has("anyOf") || branch.has("$ref")) return null;
    const properties = propertiesOf(branch);
    const property = properties.find((each) => each.name === name);
    if (!property && properties.length === 0) return null;
    if (!property) missing ??= branch;
    else if (!property.required) optional ??= branch;
  }
  return { missing, optional };
}
