import type { ApiDocument } from "../../src/facts/api.ts";
import { bodyProperties, componentOf, valueTypesOf, type BodyProperty } from "../../src/model/api/body-schemas.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** Words for whatever the object around them is about. */
const general =
  /^(?:value|values|data|default|default_?value|content|contents|body|result|results|detail|details|metadata|meta|payload|object|item|items|type|status|state|code|key|id|name|label|error|errors|message|min|max|minimum|maximum|from|to|start|end|before|after|old|new|previous|size|version|count|total|limit|enabled|params|parameters|options|config|settings|input|output|response|source|target|position|level|kind|mode|format|number|order|target_?value|threshold)$/i;

export default defineRule({
  id: "openapi/same-name-same-type",
  practice: "api/semantics",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a property that means the same has the same type everywhere",
  why: 'Whoever has read `account_id` as a number in nine places compares, stores and joins it as one; in the tenth it is a string, `7 === "7"` is false, the lookup finds nothing, and no error says why. Where ids outgrow 2^53 the number loses its last digits in JavaScript and the string does not, so that the two are not even equal after conversion. The type most schemas of the API give a name is taken as its own.',
  fix: "give the property the type it has elsewhere, or another name if it is another thing",
  tradeoff:
    "Two parts of a system may use one word for two things; then the name deserves the change more than the type.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#174",
    "https://www.rfc-editor.org/rfc/rfc8259#section-6",
  ],
  options: { ignore: list("properties that may have any type") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      for (const [name, properties] of byName(document)) {
        if (options.ignore.includes(name)) continue;
        const kinds = new Map<string, Typed[]>();
        for (const property of properties) kinds.set(property.kind, [...(kinds.get(property.kind) ?? []), property]);
        const [usual, ...others] = [...kinds].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
        const [example] = usual?.[1] ?? [];
        // Four in five, of five or more, or the name has no type of its own.
        if (!usual || !example || others.length === 0) continue;
        if (properties.length < 5 || usual[1].length * 5 < properties.length * 4) continue;
        for (const [kind, odd] of others)
          for (const { property } of odd)
            report({
              at: property.at,
              anchor: property.schema.anchor,
              message: `\`${name}\` of \`${ownerOf(property)}\` is a ${kind}; in ${usual[1].length} of ${properties.length} schemas of this API it is a ${usual[0]}`,
              related: [{ at: example.property.at, label: `a ${usual[0]}, as in most` }],
              key: name,
              fold: { by: "cause", key: `${document.file} ${name} ${kind}` },
            });
      }
    }
  },
});

interface Typed {
  readonly property: BodyProperty;
  readonly kind: string;
}

/** Properties with one scalar type, by name, each place of the source once. */
function byName(document: ApiDocument): ReadonlyMap<string, readonly Typed[]> {
  const found = new Map<string, Typed[]>();
  const seen = new Set<string>();
  for (const property of bodyProperties(document)) {
    if (general.test(property.name) || seen.has(placeKey(property.at))) continue;
    seen.add(placeKey(property.at));
    const [type, ...others] = new Set(
      valueTypesOf(property.schema).map((each) => (each === "integer" ? "number" : each)),
    );
    if (type === undefined || others.length > 0 || !["string", "number", "boolean"].includes(type)) continue;
    found.set(property.name, [...(found.get(property.name) ?? []), { property, kind: type }]);
  }
  return found;
}

function ownerOf(property: BodyProperty): string {
  return componentOf(property.at) ?? property.parent.anchor.replace(/^openapi:/, "").replace(/#.*$/, "");
}
