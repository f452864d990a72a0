import type { Schema } from "../schema.ts";

/** Every name that something of a schema has at this moment: tables, columns, keys, indexes, checks, views, types, functions, … */
export function namesIn(schema: Schema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const table of schema.tables()) {
    const parts = [
      table.columns,
      table.uniques,
      table.indexes,
      table.foreignKeys,
      table.checks,
      table.policies,
      table.triggers,
    ];
    for (const part of [table, ...parts.flat()]) names.add(part.name);
    if (table.primaryKey !== null) names.add(table.primaryKey.name);
  }
  for (const part of [...schema.views(), ...schema.enums(), ...schema.functions(), ...schema.sequences()])
    names.add(part.name);
  return names;
}
