import type { Check, ForeignKey, History, Schema, Table } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/unvalidated-constraint",
  practice: "data/integrity",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every constraint added NOT VALID is validated later",
  why: "NOT VALID is the first half of adding a constraint to a live table: new rows are checked, those already there are not. Until VALIDATE CONSTRAINT has run, rows that break it may stay, the planner cannot rely on it, SET NOT NULL cannot use it to skip its scan, and an update of an old row can fail on a check it has nothing to do with.",
  fix: "validate it in a migration of its own: this reads the table, and blocks neither reads nor writes",
  tradeoff:
    "Where old rows are known to break the constraint and are left so on purpose, it stays NOT VALID: ignore the rule there, with the reason.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT",
  ],
  check({ schema, history, report }) {
    const underWay = addedLast(history);
    for (const table of ownTables(schema)) {
      for (const constraint of unvalidated(schema, table)) {
        if (underWay.has(constraint.anchor)) continue;
        const what = "references" in constraint ? "foreign key" : "check";
        report({
          at: constraint,
          message: `${what} \`${constraint.name}\` on \`${table.path}\` is NOT VALID to the end of the history`,
          label: "never validated",
          fix: `ALTER TABLE ${sqlName(table.schema, table.name)} VALIDATE CONSTRAINT ${quoteIdentifier(constraint.name)}`,
          // What could not be read may have validated it.
          ...(schema.complete ? {} : { confidence: "medium" }),
        });
      }
    }
  },
});

/** What a table inherits is judged at the table it comes from. */
function unvalidated(schema: Schema, table: Table): readonly (ForeignKey | Check)[] {
  const inherited = new Set(
    table.inherits.flatMap((parent) => schema.table(parent)?.checks.map((check) => check.name) ?? []),
  );
  return [
    ...table.foreignKeys.filter((key) => !key.inherited),
    ...table.checks.filter((check) => !inherited.has(check.name)),
  ].filter((constraint) => !constraint.validated);
}

/** What the newest migration added: its validation belongs into a later one, which is yet to be written. */
function addedLast(history: History): ReadonlySet<string> {
  const step = history.steps.at(-1);
  if (step === undefined) return new Set();
  const before = new Set(notValid(step.before));
  return new Set(notValid(step.after).filter((anchor) => !before.has(anchor)));
}

function notValid(schema: Schema): string[] {
  return schema
    .tables()
    .flatMap((table) =>
      [...table.foreignKeys, ...table.checks]
        .filter((constraint) => !constraint.validated)
        .map((constraint) => constraint.anchor),
    );
}
