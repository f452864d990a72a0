import type { Column, EnumType, Schema } from "../schema.ts";
import { sqlName } from "./identifiers.ts";

/** Looks up the enum that is a column's type; an array of an enum is none. */
export function enumLookup(schema: Schema): (column: Column) => EnumType | undefined {
  const byName = new Map(schema.enums().map((type) => [sqlName(type.schema, type.name), type]));
  return (column) => byName.get(column.type);
}
