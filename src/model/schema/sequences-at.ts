import type { Column, Sequence } from "../schema.ts";
import { pathOf } from "./identifiers.ts";
import type { SchemaAt } from "./schema-at.ts";

/** The sequences of a schema, each with the columns that draw from it. */
export function sequencesAt(schema: SchemaAt): readonly Sequence[] {
  const { catalogue, version } = schema;
  const drawn = new Map<number, Column[]>();
  const records = [...catalogue.relations.valuesAt(version)];
  for (const record of records) {
    if (record.kind !== "table") continue;
    for (const column of record.columns) {
      const sequence = column.drawsFrom ?? (column.identity === null ? null : column.sequence);
      const found = sequence === null ? undefined : schema.tableOf(record).column(column.name);
      if (sequence === null || found === undefined) continue;
      const others = drawn.get(sequence);
      if (others === undefined) drawn.set(sequence, [found]);
      else others.push(found);
    }
  }
  return records.flatMap((record) => {
    if (record.kind !== "sequence") return [];
    const { id, at, within, schema: namespace, name, type } = record;
    return [
      {
        at,
        within,
        anchor: `sql:${namespace}.${name}`,
        schema: namespace,
        name,
        path: pathOf(namespace, name),
        type,
        columns: drawn.get(id) ?? [],
      },
    ];
  });
}
