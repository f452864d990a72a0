import type { TableAccess } from "./access.ts";

/** Whether the conditions leave one row at most: each column of a key or of a unique index is compared for equality. */
export function findsOneRow({ table, conditions }: TableAccess): boolean {
  const equal = new Set(conditions.filter(({ operator }) => operator === "=").map(({ key }) => key));
  return table.indexes.some(
    (index) => (index.unique || index.primary) && index.where === null && index.columns.every((key) => equal.has(key)),
  );
}
