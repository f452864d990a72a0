import { enumLookup } from "../schema/enum-of.ts";
import type { Schema } from "../schema.ts";
import type { Condition } from "./access.ts";

/** Names of columns that take few values whatever their type: an index on one of them alone finds much of the table. */
const FEW_VALUES =
  /(?:^|_)(?:status|state|type|kind|role|level|category|locale|language|lang|currency|country|region|provider|platform|environment|env|gender|priority|severity|visibility|scope|stage|phase|source|direction|active|enabled|deleted|archived|version)$/i;

const lookups = new WeakMap<Schema, ReturnType<typeof enumLookup>>();

/**
 * How much of a table a condition leaves, as far as a schema tells: `few` rows for an equality on what identifies, `many` for
 * one on a boolean, an enum or a null; `unsure` for ranges, and for names that usually stand for a handful of values.
 */
export function leaves({ column, operator, against, predicate }: Condition, schema: Schema): "few" | "unsure" | "many" {
  if (against === "nothing" || !/^(?:=|in|<|<=|>|>=|between|@>)$/.test(operator)) return "many";
  if (column && (/^boolean\b/.test(column.type) || enumOf(schema)(column))) return "many";
  if (!/^(?:=|in)$/.test(operator) || predicate.constant !== undefined) return "unsure";
  return column && FEW_VALUES.test(snake(column.name)) ? "unsure" : "few";
}

function enumOf(schema: Schema): ReturnType<typeof enumLookup> {
  let lookup = lookups.get(schema);
  if (!lookup) lookups.set(schema, (lookup = enumLookup(schema)));
  return lookup;
}

function snake(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2");
}
