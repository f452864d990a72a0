import { quoteIdentifier, sqlName } from "../schema/identifiers.ts";
import { leaves } from "./selectivity.ts";
import type { TableAccess } from "./access.ts";

/** The index an access asks for: what is compared for equality first, then one column of a range (manual, section 11.3). */
export interface WantedIndex {
  readonly keys: readonly string[];
  /** `CREATE INDEX CONCURRENTLY …`, ready to be run. */
  readonly statement: string;
}

export function wantedIndex({ of, table, block, conditions: all }: TableAccess): WantedIndex {
  // What it is joined by is known only once the other table is read.
  const conditions = all.filter(
    (condition) =>
      (condition.with === null || !block.sources.includes(condition.with)) &&
      leaves(condition, of.schema) !== "many" &&
      // A parameter inside of an expression is another one each time.
      !/[$?:]\d/.test(condition.key),
  );
  const equal = conditions.filter(({ operator }) => operator === "=" || operator === "in");
  const range = conditions.find(({ operator }) => /^(?:<|<=|>|>=|between)$/.test(operator));
  const wanted = [...equal, ...(range ? [range] : [])];
  const keys = [...new Set(wanted.map(({ key }) => key))];
  const printed = [
    ...new Set(wanted.map(({ key, column }) => (column ? quoteIdentifier(column.name) : inParentheses(key)))),
  ];
  return {
    keys,
    statement: `CREATE INDEX CONCURRENTLY ON ${sqlName(table.schema, table.name)} (${printed.join(", ")})`,
  };
}

/** An expression stands in parentheses of its own, unless it is a call. */
function inParentheses(expression: string): string {
  return /^\w+\(.*\)$/s.test(expression) || expression.startsWith("(") ? expression : `(${expression})`;
}
