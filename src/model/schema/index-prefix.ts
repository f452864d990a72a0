import type { Index } from "../schema.ts";
import { nullsOf } from "./index-identity.ts";

/**
 * Whether every look-up and ordering that `narrow` serves is served by `wide` too: both are btrees over the same rows,
 * and the keys of `narrow` are the first ones of `wide`, in its directions or in all the opposite ones (a btree is read
 * backwards as well). What `narrow` carries along with INCLUDE must stand in `wide` somewhere.
 */
export function isPrefixOf(narrow: Index, wide: Index): boolean {
  if (narrow.method !== "btree" || wide.method !== "btree" || !wide.valid || narrow.where !== wide.where) return false;
  if (narrow.keys.length > wide.keys.length) return false;
  const turned = narrow.keys[0]?.descending !== wide.keys[0]?.descending;
  for (const [at, key] of narrow.keys.entries()) {
    const other = wide.keys[at] as Index["keys"][number];
    if (narrow.columns[at] !== wide.columns[at] || key.opclass !== other.opclass) return false;
    if ((key.collation ?? null) !== (other.collation ?? null)) return false;
    if ((key.descending !== other.descending) !== turned || (nullsOf(key) !== nullsOf(other)) !== turned) return false;
  }
  return narrow.include.every(
    (column) => wide.include.includes(column) || wide.keys.some((key) => key.column === column),
  );
}
