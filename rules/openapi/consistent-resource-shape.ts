import type { ApiDocument, Operation, PropertyShape, SchemaShape } from "../../src/facts/api.ts";
import { answerOf, inputOf } from "../../src/model/api/body-shapes.ts";
import { placeKey, shapeName } from "../../src/model/api/errors.ts";
import { collectionPathOf, isItemPath, pathKey, resourcesOf } from "../../src/model/api/resources.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/consistent-resource-shape",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a resource has one shape, whichever operation takes or gives it",
  why: "A client reads a resource, changes a field and sends it back; after creating one it shows the answer where it would show what a GET gives. Both break when a field is a number here and a string there, or when one operation wraps the resource in an envelope and the next does not: the client needs a second model and a conversion for what is one thing, and finds out at run time.",
  fix: "describe the resource once and refer to it in every operation; mark what only the server sets `readOnly`, what is never given back `writeOnly`",
  tradeoff:
    "A short form in lists or an expanded one on request is a different view with reason; the types of the fields it shares need not differ.",
  references: [
    "https://google.aip.dev/121",
    "https://google.aip.dev/134",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#restful-apis-the-basics",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const said = new Set<string>();
      for (const { read, write, shape, given, as } of pairsOf(document)) {
        const key = `${placeKey(shape.at)} ${placeKey(given.at)}`;
        if (placeKey(shape.at) === placeKey(given.at) || said.has(key)) continue;
        const conflicts = conflictsOf(shape, given);
        const wrapped = as === "answers" && conflicts.length === 0 ? wrapperOf(shape, given, read.path) : null;
        const [first] = conflicts;
        if (!first && wrapped === null) continue;
        said.add(key);
        report({
          at: first?.given.at ?? write,
          ...(first ? { anchor: write.anchor } : {}),
          message: first
            ? `\`${write.method} ${write.path}\` ${as} \`${first.given.name}\` as ${first.given.types.join(" or ")}; \`GET ${read.path}\` gives ${first.read.types.join(" or ")}${conflicts.length > 1 ? `, and ${conflicts.length - 1} more ${conflicts.length === 2 ? "property differs" : "properties differ"}` : ""}`
            : `\`${write.method} ${write.path}\` answers ${wrapped}`,
          related: [{ at: first?.read.at ?? read, label: `what \`GET ${read.path}\` gives` }],
          key: first?.given.name ?? "wrapped",
        });
      }
    }
  },
});

interface Pair {
  readonly read: Operation;
  readonly write: Operation;
  readonly shape: SchemaShape;
  readonly given: SchemaShape;
  readonly as: "takes" | "answers";
}

/** What a GET gives beside what the writes of the same resource take and answer. */
function pairsOf(document: ApiDocument): readonly Pair[] {
  const resources = resourcesOf(document);
  return document.operations.flatMap((read) => {
    const shape = read.method === "GET" && isItemPath(read.path) ? answerOf(read) : null;
    const collection = collectionPathOf(read.path);
    if (!shape || collection === null || shape.properties.length === 0) return [];
    const own = resources.get(pathKey(read.path))?.operations ?? [];
    const creations = resources.get(pathKey(collection))?.operations.filter(({ method }) => method === "POST") ?? [];
    const writes = [...own.filter(({ method }) => method === "PUT" || method === "PATCH"), ...creations];
    return writes.flatMap((write): readonly Pair[] => {
      const taken = inputOf(write);
      const answered = answerOf(write);
      return [
        ...(taken ? [{ read, write, shape, given: taken, as: "takes" as const }] : []),
        ...(answered ? [{ read, write, shape, given: answered, as: "answers" as const }] : []),
      ];
    });
  });
}

/** Properties of one name and no JSON type in common. Numbers are whole or not; an object may stand for its id in a request. */
function conflictsOf(
  shape: SchemaShape,
  given: SchemaShape,
): readonly { readonly read: PropertyShape; readonly given: PropertyShape }[] {
  return given.properties.flatMap((property) => {
    const read = shape.properties.find(({ name }) => name === property.name);
    const here = kindsOf(property);
    const there = read ? kindsOf(read) : [];
    if (!read || here.length === 0 || there.length === 0) return [];
    if (here.some((kind) => there.includes(kind)) || [...here, ...there].includes("object")) return [];
    return [{ read, given: property }];
  });
}

function kindsOf(property: PropertyShape): readonly string[] {
  return property.types.filter((type) => type !== "null").map((type) => (type === "integer" ? "number" : type));
}

/** Says how, when one of two answers holds the resource in an envelope and the other is the resource. */
function wrapperOf(shape: SchemaShape, given: SchemaShape, path: string): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const envelope = (outer: SchemaShape, inner: SchemaShape) => {
    const [only, ...others] = outer.properties;
    return only !== undefined &&
      others.length === 0 &&
      only.types.join() === "object" &&
      inner.properties.length > 2 &&
      !inner.properties.some(({ name }) => name === only.name) &&
      // What is inside is the resource, and not a part of it or the result of something else.
      (/^(?:data|result|item|resource|attributes)$/i.test(only.name) || plain(path).includes(plain(only.name)))
      ? only.name
      : null;
  };
  const around = envelope(given, shape);
  if (around !== null) return `the resource inside \`${around}\`; its GET answers \`${shapeName(shape)}\` itself`;
  const inside = envelope(shape, given);
  return inside === null ? null : `\`${shapeName(given)}\` itself; its GET answers it inside \`${inside}\``;
}
