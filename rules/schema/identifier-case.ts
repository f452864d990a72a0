import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { styleOf } from "../../src/model/schema/name-style.ts";
import { ownColumns, ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/identifier-case",
  practice: "data/naming",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "names of tables and columns need no quotes",
  why: 'PostgreSQL folds a name without quotes to lower case. A table made as "User" is found as "User" alone: `SELECT * FROM User` looks for user and fails. So every query, report and console session must quote it, and one forgotten quote is an error at run time.',
  fix: "name tables and columns in lower case with underscores, and map them to the code's names in the ORM (`@@map`, `@map`, a naming strategy)",
  tradeoff: "Where an ORM writes every query, names that match the code's save a mapping.",
  references: [
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
    "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_upper_case_table_or_column_names",
  ],
  check({ schema, history, report }) {
    const tables = ownTables(schema);
    for (const table of tables) {
      if (isPlain(table.name)) continue;
      report({
        at: table,
        message: `table \`${table.path}\` must be quoted in every query`,
        label: "not in lower case",
        fold: { by: "convention", key: `${history.name} tables`, of: tables.length },
        fix: `ALTER TABLE ${sqlName(table.schema, table.name)} RENAME TO ${plain(table.name)}, together with the code that names it`,
      });
    }
    // A name of one word in lower case follows either habit and tells nothing of it.
    const columns = ownColumns(schema).filter((column) => styleOf(column.name) !== null || !isPlain(column.name));
    for (const column of columns) {
      if (isPlain(column.name)) continue;
      const table = schema.table(column.table);
      report({
        at: column,
        message: `column \`${column.path}\` must be quoted in every query`,
        label: "not in lower case",
        fold: { by: "convention", key: `${history.name} columns`, of: columns.length },
        ...(table === undefined
          ? {}
          : {
              fix: `ALTER TABLE ${sqlName(table.schema, table.name)} RENAME COLUMN ${quoteIdentifier(column.name)} TO ${plain(column.name)}, together with the code that names it`,
            }),
      });
    }
  },
});

function isPlain(name: string): boolean {
  return /^[\p{Ll}\p{Lo}_][\p{Ll}\p{Lo}\p{N}_$]*$/u.test(name);
}

function plain(name: string): string {
  return quoteIdentifier(nameWords(name).join("_"));
}
