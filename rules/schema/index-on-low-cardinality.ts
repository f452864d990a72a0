import type { Column, Index, Schema, Table } from "../../src/model/schema.ts";
import { enumLookup } from "../../src/model/schema/enum-of.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { quoteLiteral } from "../../src/model/schema/literal.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/index-on-low-cardinality",
  practice: "data/indexing",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no index stands on a boolean or an enum of a few values alone",
  why: "An index pays when it leaves most of the table unread. One over a boolean points at half of the rows for each value, and the planner reads the table in order instead, while every insert, and every update of the flag, still maintains it. Where one value is rare and is what queries look for, a partial index over those rows does the same work at a fraction of the size.",
  fix: "drop the index, or index the rare rows only: CREATE INDEX … WHERE …, over the column that queries sort or select by",
  tradeoff:
    "When one value is rare and only ever that one is asked for, the whole index works too, at the price of entries for all other rows.",
  references: ["https://www.postgresql.org/docs/current/indexes-partial.html"],
  options: { values: count("an enum of up to this many values has few", 3, 2) },
  check({ schema, options, report }) {
    const fewValues = lookup(schema, options.values);
    for (const table of ownTables(schema)) {
      for (const index of table.indexes) {
        if (
          index.unique ||
          index.where !== null ||
          index.partOf !== null ||
          index.keys.length !== 1 ||
          index.include.length > 0
        )
          continue;
        const column = table.column(index.keys[0]?.column ?? "");
        const values = column === undefined ? undefined : fewValues(column);
        if (column === undefined || values === undefined) continue;
        report({
          at: index,
          message: `index \`${index.name}\` is over \`${column.path}\` alone, which has ${values.length || 2} values`,
          label: values.length === 0 ? "true or false" : values.map((value) => `'${value}'`).join(", "),
          related: [{ at: { at: column.typeAt, anchor: column.anchor }, label: column.type }],
          fix: fixOf(table, index, column, values),
        });
      }
    }
  },
});

/** The labels of the enum, none for a boolean; `undefined` for a column that may have many values. */
function lookup(schema: Schema, most: number): (column: Column) => readonly string[] | undefined {
  const enumOf = enumLookup(schema);
  return (column) => {
    if (column.type === "boolean") return [];
    const values = enumOf(column)?.values;
    return values === undefined || values.length > most ? undefined : values;
  };
}

function fixOf(table: Table, index: Index, column: Column, values: readonly string[]): string {
  const name = quoteIdentifier(column.name);
  const rare = values.length === 0 ? name : `${name} = ${quoteLiteral(values[0] as string)}`;
  const concurrently = table.partitionBy === null ? "CONCURRENTLY " : "";
  return `DROP INDEX ${concurrently}${sqlName(index.schema, index.name)}; if one value is rare and looked for: CREATE INDEX ${concurrently}ON ${sqlName(table.schema, table.name)} (…) WHERE ${rare}`;
}
