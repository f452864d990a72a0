/**
 * Whether a table is meant by any of a rule's patterns: its name, or its schema and name, with `*` for any letters.
 * Case counts nothing.
 */
export function tableMatcher(
  patterns: readonly string[],
): (table: { readonly schema: string; readonly name: string }) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "i"),
  );
  return ({ schema, name }) =>
    expressions.some((expression) => expression.test(name) || expression.test(`${schema}.${name}`));
}
