import type { Index } from "../schema.ts";
import type { Condition, TableAccess } from "./access.ts";
import { implies } from "./implied.ts";

/**
 * What a btree finds by its first key (manual, section 11.2): comparisons and IS [NOT] NULL. A LIKE whose pattern begins
 * with text only where the index compares by bytes.
 */
const BTREE = /^(?:=|<|<=|>|>=|between|in|is null|is not null|is true|is false)$/;
const BYTES = /_pattern_ops$/;

/**
 * An index by which PostgreSQL finds the rows of an access; undefined when it has to read the whole table. `known` are the
 * conditions whose other side is known before the table is read; all, when nothing else is said.
 */
export function indexServing(
  { table, conditions }: TableAccess,
  known: (condition: Condition) => boolean = () => true,
): Index | undefined {
  return table.indexes.find(
    (index) =>
      index.valid &&
      (index.where === null || implies(conditions, index.where)) &&
      conditions.some((condition) => known(condition) && narrows(index, condition)),
  );
}

function narrows(index: Index, { key, operator, predicate }: Condition): boolean {
  const pattern = operator === "like" || operator === "ilike";
  if (index.method === "btree") {
    if (index.columns[0] !== key) return false;
    if (operator === "like") {
      const [first] = index.keys;
      return predicate.wildcard === "later" && (BYTES.test(first?.opclass ?? "") || first?.collation === "C");
    }
    return BTREE.test(operator);
  }
  if (index.method === "hash") return index.columns[0] === key && (operator === "=" || operator === "in");
  // The other methods find by operators of their own (containment, distance, text search, trigrams): any key of them may serve.
  if (!index.columns.includes(key)) return false;
  return pattern ? index.keys.some((each) => /_trgm_/.test(each.opclass ?? "")) : true;
}
