import type { Index } from "../schema.ts";
import type { TableAccess } from "./access.ts";
import { implies } from "./implied.ts";
import { resolveColumn } from "./resolve.ts";

/** The order a block asks for, as far as it is one over columns of one table; null where it is not. */
export function orderOf({
  block,
  of,
  table,
}: TableAccess): { readonly key: string; readonly descending: boolean }[] | null {
  const keys: { key: string; descending: boolean }[] = [];
  for (const { column, descending } of block.order) {
    const resolved = column && resolveColumn(of.query, block, { ...column, use: "order" }, of.schema);
    if (resolved?.is !== "column" || resolved.table !== table) return null;
    keys.push({ key: resolved.column.name, descending });
  }
  return keys.length > 0 ? keys : null;
}

/**
 * Whether rows come out of an index in the order asked for (manual, section 11.4): a btree whose keys are columns that the
 * query compares for equality, and then those it orders by, in its directions or all reversed; of a
 * partial one where the query asks for what it holds.
 */
export function givesOrder(index: Index, access: TableAccess): boolean {
  const order = orderOf(access);
  if (!order || index.method !== "btree" || !index.valid) return false;
  if (index.where !== null && !implies(access.conditions, index.where)) return false;
  const equal = new Set(
    access.conditions.filter(({ operator, against }) => operator === "=" && against !== "column").map(({ key }) => key),
  );
  const wanted = order.filter(({ key }) => !equal.has(key));
  const start = index.columns.findIndex((column) => !equal.has(column));
  if (start < 0) return wanted.length === 0 || index.unique;
  const turned = index.keys[start]?.descending !== wanted[0]?.descending;
  for (const [at, { key, descending }] of wanted.entries()) {
    // A unique key behind which nothing is left to order.
    if (index.columns[start + at] === undefined) return index.unique;
    if (index.columns[start + at] !== key || (index.keys[start + at]?.descending !== descending) !== turned)
      return false;
  }
  return true;
}
