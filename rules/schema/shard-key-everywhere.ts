import { isLinkTable } from "../../src/model/schema/creation-time.ts";
import { tableMatcher } from "../../src/model/schema/name-patterns.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list, text } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/shard-key-everywhere",
  practice: "data/scale",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every table and every unique key holds the shard key",
  why: "Rows are sent to a shard by the value of one column. A table without it cannot be split, and each join with it crosses shards; a unique key without it can be checked on one shard only, so the same value can stand on two. Added later, the column must be filled for every row of the largest tables there are.",
  fix: "add the column to the table, NOT NULL, and to its primary key and unique keys",
  tradeoff:
    "Small tables that each shard keeps a whole copy of need no shard key: name them in ignoreTables. The rule is silent until a column is named.",
  references: [
    "https://docs.citusdata.com/en/stable/sharding/data_modeling.html",
    "https://docs.citusdata.com/en/stable/develop/reference_ddl.html",
  ],
  options: {
    column: text("the column that rows are distributed by: `tenant_id`"),
    ignoreTables: list("tables that every shard holds whole, by name, with `*` for any letters: `countries`, `ref_*`"),
  },
  check({ schema, report, options }) {
    const { column: key } = options;
    if (key === "") return;
    const isIgnored = tableMatcher(options.ignoreTables);
    for (const table of ownTables(schema)) {
      // The table that gives the key its values is named after it: `tenant_id` is `tenants.id`.
      if (isIgnored(table) || !table.columnsKnown || table.foreignKeys.length + table.columns.length === 0) continue;
      const column = table.column(key);
      if (column === undefined) {
        if (!isRoot(schema.foreignKeys(), table.path, key))
          report({
            at: table,
            message: `table \`${table.path}\` has no \`${key}\`${isLinkTable(table) ? ", and neither side of the link tells its shard" : ""}`,
            label: "cannot be distributed",
          });
        continue;
      }
      if (column.nullable)
        report({ at: column, message: `\`${column.path}\` may be null: such a row has no shard`, label: "nullable" });
      for (const index of table.indexes) {
        if (!index.unique || index.columns.includes(key)) continue;
        report({
          at: index,
          message: `\`${index.name}\` on \`${table.path}\` is unique without \`${key}\`, which no shard can check`,
          label: `over \`${index.columns.join("`, `")}\``,
        });
      }
    }
  },
});

/** Whether the shard key of another table refers to this one. */
function isRoot(
  keys: readonly {
    readonly columns: readonly string[];
    readonly references: { readonly schema: string; readonly table: string };
  }[],
  path: string,
  column: string,
): boolean {
  return keys.some(
    (key) =>
      key.columns.includes(column) &&
      (key.references.schema === "public"
        ? key.references.table
        : `${key.references.schema}.${key.references.table}`) === path,
  );
}
