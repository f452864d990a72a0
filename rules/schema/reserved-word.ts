import { ownColumns, ownTables } from "../../src/model/schema/own-tables.ts";
import { reservedWords } from "../../src/model/schema/reserved-words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/reserved-word",
  practice: "data/naming",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no table or column is named with a reserved word",
  why: "A reserved word is no name without quotes: `SELECT order FROM cart` is a syntax error. Some go wrong in silence instead: `SELECT * FROM user` reads no table but calls the function that tells who is logged in, and answers with one row. Each query written by hand must remember the quotes.",
  fix: "choose a name that is no key word: `users` for `user`, `position` or `sort_order` for `order`",
  tradeoff: "Where an ORM quotes every name, the word does no harm until somebody writes a query by hand.",
  references: [
    "https://www.postgresql.org/docs/current/sql-keywords-appendix.html",
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
  ],
  check({ schema, history, report }) {
    for (const table of ownTables(schema)) {
      if (!reservedWords.has(table.name)) continue;
      report({
        at: table,
        message: `table \`${table.path}\` is named with a reserved word`,
        label: "must be quoted in every query",
      });
    }
    for (const column of ownColumns(schema)) {
      if (!reservedWords.has(column.name)) continue;
      // A word that many columns share was chosen once.
      report({
        at: column,
        message: `column \`${column.path}\` is named with a reserved word`,
        label: "must be quoted in every query",
        fold: { by: "cause", key: `${history.name} ${column.name}` },
      });
    }
  },
});
