import type { Report } from "../../src/findings/report.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { bodySchemas, componentOf, valueTypesOf } from "../../src/model/api/body-schemas.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { propertiesOf, type Property } from "../../src/model/api/schemas.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/discriminated-union",
  practice: "api/semantics",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "alternatives of an object can be told apart",
  why: "Whoever reads a `oneOf` of objects has to know which one came. Without a property that says so, parsers try one alternative after the other: the first that fits wins, and where all properties are optional every one fits. Generated clients then give an object with half of its fields missing, or refuse to be generated; and an alternative added later is taken for one of the old ones.",
  fix: "give each alternative a required property with a value of its own (`type`, as an enum of one value), and name it in `discriminator`",
  tradeoff:
    "Alternatives that each require a property the others do not have can be told apart by looking, if not by every generator.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#discriminator-object",
    "https://opensource.zalando.com/restful-api-guidelines/#112",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const found: Report[] = [];
      const said = new Set<string>();
      for (const { schema } of bodySchemas(document)) {
        for (const keyword of ["oneOf", "anyOf"]) {
          const branches = (schema.get(keyword)?.items() ?? []).filter(isObject);
          if (branches.length < 2 || schema.has("discriminator") || canBeToldApart(branches)) continue;
          const place = placeKey(schema.place(keyword));
          if (said.has(place)) continue;
          said.add(place);
          const names = branches.flatMap(({ name }) => (name === null || /^\d+$/.test(name) ? [] : [`\`${name}\``]));
          const owner = componentOf(schema.at);
          found.push({
            at: schema.place(keyword),
            anchor: schema.anchor,
            message: `nothing tells the ${branches.length} objects of this \`${keyword}\`${owner === null ? "" : ` in \`${owner}\``} apart${names.length > 1 ? `: ${names.slice(0, 3).join(", ")}` : ""}`,
            key: keyword,
            // One set of alternatives, written wherever it is used.
            fold: {
              by: "cause",
              key: `${document.file} ${branches
                .map(({ id }) => id)
                .toSorted()
                .join(" ")}`,
            },
          });
        }
      }
      reportMany(report, found, { key: document.file, of: Infinity });
    }
  },
});

/** An object whose properties are written. `required` alone narrows the object around it and is no alternative. */
function isObject(schema: ApiNode): boolean {
  const types = valueTypesOf(schema);
  return types.length === 1 && types[0] === "object" && propertiesOf(schema).length > 0;
}

function canBeToldApart(branches: readonly ApiNode[]): boolean {
  const properties = branches.map(propertiesOf);
  return hasTag(properties) || requiresItsOwn(properties);
}

/** A property that all have, whose possible values no two share. */
function hasTag(branches: readonly (readonly Property[])[]): boolean {
  return (branches[0] ?? []).some(({ name }) => {
    const values = branches.map((properties) => valuesOf(properties.find((property) => property.name === name)));
    const all = values.flat();
    return values.every((each) => each.length > 0) && new Set(all).size === all.length;
  });
}

function valuesOf(property: Property | undefined): readonly string[] {
  if (!property) return [];
  const { schema } = property;
  if (typeof schema.value === "object" && schema.value !== null && "const" in schema.value)
    return [JSON.stringify(schema.value["const"])];
  return (
    schema
      .get("enum")
      ?.items()
      .map(({ value }) => JSON.stringify(value)) ?? []
  );
}

/** Each but one requires what no other has: the one without is what is left. */
function requiresItsOwn(branches: readonly (readonly Property[])[]): boolean {
  const counts = new Map<string, number>();
  for (const properties of branches) for (const { name } of properties) counts.set(name, (counts.get(name) ?? 0) + 1);
  const without = branches.filter(
    (properties) => !properties.some(({ name, required }) => required && counts.get(name) === 1),
  );
  return without.length <= 1;
}
