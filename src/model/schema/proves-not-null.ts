import type { Check, Table } from "../schema.ts";
import { tokens } from "./tokens.ts";

/** A validated check that says just this: the column is not null. PostgreSQL 12 and later then needs no scan for SET NOT NULL. */
export function provesNotNull(table: Table, column: string): Check | undefined {
  return table.checks.find((check) => check.validated && says(check.expression, column));
}

/** The same check, still NOT VALID. */
export function wouldProveNotNull(table: Table, column: string): Check | undefined {
  return table.checks.find((check) => !check.validated && says(check.expression, column));
}

/** `c IS NOT NULL`, alone or joined to more by AND. */
function says(expression: string, column: string): boolean {
  const all = tokens(expression);
  if (all.some((token) => token.kind === "name" && /^(or|case)$/i.test(token.text))) return false;
  return all.some(
    (token, at) =>
      token.kind === "name" &&
      token.name === column &&
      ["is", "not", "null"].every((word, next) => all[at + 1 + next]?.text.toLowerCase() === word) &&
      all[at - 1]?.text.toLowerCase() !== "not",
  );
}
