import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/wide-table",
  practice: "data/normalization",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no table has more columns than one thing has properties",
  why: "A table of very many columns mostly holds several things that have been added to one another. PostgreSQL writes a whole new row for each update, so a counter that changes all the time copies the rest of the row with it; rows no longer fit many to a page, so each scan reads more; and whole groups of columns are null together, which no constraint can say.",
  fix: "move the columns that are set, read or changed together into a table of their own, with the same key",
  tradeoff: "A table made for reporting, or the image of a form someone else defines, is wide by nature.",
  references: [
    "https://www.postgresql.org/docs/current/limits.html",
    "https://www.postgresql.org/docs/current/mvcc-intro.html",
  ],
  options: { maximum: count("the most columns a table may have", 40, 1) },
  check({ schema, options, report }) {
    for (const table of ownTables(schema)) {
      if (table.columns.length <= options.maximum) continue;
      const nullable = table.columns.filter((column) => column.nullable).length;
      report({
        at: table,
        message: `table \`${table.path}\` has ${table.columns.length} columns, more than ${options.maximum}`,
        label: nullable === 0 ? "made here" : `made here; ${nullable} of them may be null`,
      });
    }
  },
});
