import type { Column, Table } from "../../src/model/schema.ts";
import { grammaticalNumber } from "../../src/model/schema/grammatical-number.ts";
import { habitOf } from "../../src/model/schema/habit.ts";
import { styleOf } from "../../src/model/schema/name-style.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownColumns, ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/consistent-naming",
  practice: "data/naming",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "names follow the habit that most of the schema has",
  why: "Who writes a query guesses the name of a table or column from those they know. One table in the singular among plural ones, one `createdAt` among `created_at`, makes each guess a look into the schema, and in SQL that is put together from text the wrong guess is an error at run time.",
  fix: "name it as the others are, with a view or the ORM's mapping under the old name while code still uses it",
  tradeoff: "A rename touches every query: on a table that much code uses, the old name is the lesser evil.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
  ],
  check({ schema, history, report }) {
    const tables = ownTables(schema);
    const columns = ownColumns(schema);

    const oddNumber = habitOf(tables, (table: Table) => grammaticalNumber(table.name));
    for (const { thing: table, value } of oddNumber.odd)
      report({
        at: table,
        key: "number",
        message: `table \`${table.path}\` has a ${value} name where ${share(oddNumber)} tables have a ${oddNumber.habit} one`,
        label: value,
      });

    const tableStyle = habitOf(tables, (table: Table) => styleOf(table.name));
    for (const { thing: table, value } of tableStyle.odd)
      report({
        at: table,
        key: "style",
        message: `table \`${table.path}\` is in ${value} where ${share(tableStyle)} tables are in ${tableStyle.habit}`,
        label: value,
      });

    const columnStyle = habitOf(columns, (column: Column) => styleOf(column.name));
    for (const { thing: column, value } of columnStyle.odd)
      report({
        at: column,
        key: "style",
        message: `column \`${column.path}\` is in ${value} where ${share(columnStyle)} columns are in ${columnStyle.habit}`,
        label: value,
        // The tables that a library brought along have its habit throughout.
        fold: { by: "cause", key: `${history.name} ${column.table} ${value}` },
      });

    for (const about of ["creation", "update"] as const) {
      const named = habitOf(columns, (column: Column) => momentName(column, about));
      for (const { thing: column, value } of named.odd)
        report({
          at: column,
          key: about,
          message: `column \`${column.path}\` is called \`${value}\` where ${share(named)} tables call it \`${named.habit}\``,
          label: `the time of ${about}`,
        });
    }
  },
});

const moments = {
  creation: /^(created|inserted|creation)( (at|on|date|time|timestamp))?$|^date created$/,
  update:
    /^(updated|modified|changed|last (updated|modified|changed))( (at|on|date|time|timestamp))?$|^date (updated|modified)$/,
} as const;

/** The name of a column for the time of a row's creation or update, with its words in lower case: the case is another habit. */
function momentName(column: Column, about: keyof typeof moments): string | null {
  if (!/^(timestamp|date)/.test(column.type)) return null;
  const words = nameWords(column.name).join(" ");
  return moments[about].test(words) ? words.replaceAll(" ", "_") : null;
}

function share({ following, of }: { readonly following: number; readonly of: number }): string {
  return `${following} of ${of}`;
}
