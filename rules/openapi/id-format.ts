import { idsByResource, type TypedId } from "../../src/model/api/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/id-format",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the identifier of a resource has one type in all operations",
  why: "`/users/{id}` with an integer to read and a string to delete is one identifier in two types. Generated clients cannot pass the one on to the other, validators let `abc` through to the query where the contract says string, and the database refuses it with an error that becomes a 500.",
  fix: "declare the parameter once, under `components/parameters` or at the path, and refer to it everywhere",
  tradeoff:
    "An operation that takes an identifier or something else in its place (`/users/{id}` or `/users/me`) has to be a string there; a `oneOf` says both.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#path-item-object",
    "https://opensource.zalando.com/restful-api-guidelines/#174",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const [resource, ids] of idsByResource(document)) {
        const usual = usualOf(ids);
        if (!usual) continue;
        const example = ids.find(({ type }) => type === usual);
        for (const { parameter, type } of ids) {
          if (type === usual) continue;
          report({
            at: parameter,
            message: `\`{${parameter.name}}\` of \`${resource}\` is of type \`${type}\` here and \`${usual}\` elsewhere`,
            related: example ? [{ at: example.parameter, label: `\`${usual}\`` }] : [],
            fold: { by: "cause", key: `${document.file} ${resource}` },
          });
        }
      }
    }
  },
});

/** The most frequent type, when there is more than one; of equally frequent ones, the stricter. */
function usualOf(ids: readonly TypedId[]): string | null {
  const counts = new Map<string, number>();
  for (const { type } of ids) counts.set(type, (counts.get(type) ?? 0) + 1);
  if (counts.size < 2) return null;
  const strictness = ["integer", "string (uuid)", "string"];
  const [first] = [...counts].toSorted(([a, x], [b, y]) => y - x || strictness.indexOf(a) - strictness.indexOf(b));
  return first?.[0] ?? null;
}
