import type { Column, Table } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { nameWords, singulars } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { isRecordOfPast } from "../../src/model/schema/record-of-past.ts";
import { columnNames } from "../../src/model/schema/tokens.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/natural-key-unique",
  practice: "data/keys",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what people or programs find a row by is unique",
  why: "A generated id keeps two rows apart for the database and for nobody else. When rows are found by a slug, a user name or the email somebody signs in with, and no unique index stands over it, two requests at the same time both see that it is free and both insert it; from then on a look-up returns one of the two at random.",
  fix: "add a unique index over it: with the tenant's column where each has its own, over lower(…) where case does not matter",
  tradeoff:
    "Where two rows may share the name, as people of a household an email, the index belongs on what does tell them apart.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS",
    "https://www.postgresql.org/docs/current/indexes-unique.html",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      if (isRecordOfPast(table)) continue;
      for (const column of table.columns) {
        if (!isNaturalKey(table, column) || isUnique(table, column)) continue;
        report({
          at: column,
          message: `\`${column.path}\` tells rows apart, and nothing keeps it unique`,
          label: column.type,
          fix: `CREATE UNIQUE INDEX ${table.partitionBy === null ? "CONCURRENTLY " : ""}ON ${sqlName(table.schema, table.name)} (${quoteIdentifier(column.name)}), or together with the column of what it is unique in`,
        });
      }
    }
  },
});

const naturalKeys: ReadonlySet<string> = new Set(["slug", "sku", "isbn"]);
const signIns: ReadonlySet<string> = new Set(["email", "email address", "username", "user name", "handle", "login"]);
const people: ReadonlySet<string> = new Set(["user", "account", "member", "admin"]);

function isNaturalKey(table: Table, column: Column): boolean {
  if (!/^(?:text|citext|character varying)/.test(column.type) || column.type.endsWith("[]")) return false;
  const words = nameWords(column.name).join(" ");
  if (naturalKeys.has(words)) return true;
  return signIns.has(words) && isPeople(table) && !isIdentified(table);
}

/** Something else of theirs is unique, the number another system knows them by for one: the email is theirs to change. */
function isIdentified(table: Table): boolean {
  return table.indexes.some((index) => index.unique && !index.primary);
}

/** `users`, `accounts`: the rows are people who sign in, not something of theirs. */
function isPeople({ name }: Table): boolean {
  const words = nameWords(name);
  return words.length === 1 && singulars(words[0] as string).some((word) => people.has(word));
}

/** It takes part in a unique index, plainly or in an expression, or belongs to another table's row by a foreign key. */
function isUnique(table: Table, { name }: Column): boolean {
  if (table.foreignKeys.some((key) => key.columns.includes(name))) return true;
  return table.indexes.some(
    (index) =>
      index.unique &&
      index.keys.some(
        (key) => key.column === name || (key.expression !== null && columnNames(key.expression).has(name)),
      ),
  );
}
