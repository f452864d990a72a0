import type { Column, Table } from "../../src/model/schema.ts";
import { withoutModifier } from "../../src/model/schema/comparable-types.ts";
import { enumLookup } from "../../src/model/schema/enum-of.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { literalText, quoteLiteral } from "../../src/model/schema/literal.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

const states: ReadonlySet<string> = new Set(["status", "state", "phase", "stage", "visibility"]);

export default defineRule({
  id: "schema/check-on-status",
  practice: "data/integrity",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a column that holds one of a few states allows those and no others",
  why: "A text column that starts as 'pending' is meant to hold one of a handful of words, and takes any. A misspelt one, one in capitals, or one that only an older version of the program writes is stored without a word; queries for the known states then pass that row by, and it is stuck where nobody looks.",
  fix: "add a CHECK over the allowed values, or make the column an enum, or let it refer to a table of states",
  tradeoff:
    "Each new state is then a migration. Where another system decides on the values, the column can only hold what it is given.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS",
    "https://www.postgresql.org/docs/current/datatype-enum.html",
  ],
  check({ schema, history, report }) {
    const enumOf = enumLookup(schema);
    const columns = ownTables(schema).flatMap((table) =>
      table.columns
        .filter((column) => isState(column) && (isText(column) || enumOf(column) !== undefined))
        .map((column) => ({ table, column })),
    );
    for (const { table, column } of columns) {
      const first = literalText(column.default);
      if (
        !isText(column) ||
        first === null ||
        !/^[\p{L}][\p{L}\p{N} _-]*$/u.test(first) ||
        isConstrained(table, column)
      )
        continue;
      report({
        at: column,
        message: `\`${column.path}\` starts as '${first}' and takes any text`,
        label: column.type,
        fold: { by: "convention", key: history.name, of: columns.length },
        fix: fixOf(table, column, first),
      });
    }
  },
});

function isState({ name }: Column): boolean {
  return states.has(nameWords(name).at(-1) ?? "");
}

function isText({ type }: Column): boolean {
  return /^(?:text|citext|character varying|character)$/.test(withoutModifier(type));
}

function isConstrained(table: Table, { name }: Column): boolean {
  return (
    table.checks.some((check) => check.columns.includes(name)) ||
    table.foreignKeys.some((key) => key.columns.includes(name))
  );
}

function fixOf(table: Table, column: Column, first: string): string {
  const alter = `ALTER TABLE ${sqlName(table.schema, table.name)}`;
  const name = quoteIdentifier(objectName(table.name, column.name, "check"));
  return `${alter} ADD CONSTRAINT ${name} CHECK (${quoteIdentifier(column.name)} IN (${quoteLiteral(first)}, …)) NOT VALID; then, in a later migration, ${alter} VALIDATE CONSTRAINT ${name}`;
}
