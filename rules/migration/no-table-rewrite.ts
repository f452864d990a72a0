import type { Change } from "../../src/facts/changes.ts";
import type { FoldedChange, Table } from "../../src/model/schema.ts";
import type { Rewrite } from "../../src/model/schema/effects/effect.ts";
import { liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { isEmptiedBefore } from "../../src/model/schema/emptied-before.ts";
import { domainNamed } from "../../src/model/schema/effects/domains.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { tokens } from "../../src/model/schema/tokens.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-table-rewrite",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no statement writes the whole of a live table anew",
  why: "A column with a volatile default, a serial, an identity or a stored generated column, most changes of a column's type, and SET LOGGED or UNLOGGED make PostgreSQL write every row and every index of the table again. All the while it holds an ACCESS EXCLUSIVE lock: no query reads or writes the table, and each one that tries keeps its connection. Twice the table's size is needed on disk, and replicas get all of it.",
  fix: "add a plain column, fill it in batches while the table is in use, and swap it in",
  tradeoff:
    "On a table of a few thousand rows the rewrite is over at once, and the steps in its place are several migrations. Within a maintenance window the lock harms nobody.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-column", "alter-column-type", "set-logged", "alter-table-other")) {
      const effect = liveEffects(folded, postgresVersion).find(
        ({ table, rewrite }) => rewrite !== null && !isEmptiedBefore(folded, table),
      );
      if (effect === undefined || effect.rewrite === null) continue;
      const { table, rewrite } = effect;
      report({
        at: folded,
        message: `${whatIsDone(folded.change, rewrite)} writes every row of \`${table.path}\` anew${rewrite.unless === null ? "" : `, unless ${rewrite.unless}`}`,
        label: "nothing reads or writes the table meanwhile",
        related: [{ at: table, label: "here since an earlier migration" }],
        // What is done to several columns of a table in one migration is one fault.
        fold: { by: "cause", key: `${folded.step.anchor} ${table.path} ${rewrite.because} ${rewrite.unless ?? ""}` },
        fix: fixOf(folded, table, rewrite, postgresVersion),
        ...(rewrite.unless === null ? {} : { confidence: "low" as const }),
      });
    }
  },
});

/** A domain's check, of a column in place of VALUE. */
function ofColumn(expression: string, column: string): string {
  const values = tokens(expression).filter((token) => token.kind === "name" && token.name === "value");
  return values.reduceRight((text, { start, end }) => text.slice(0, start) + column + text.slice(end), expression);
}

function whatIsDone(change: Change, { because, detail }: Rewrite): string {
  const column = change.kind === "add-column" ? `\`${change.column.name}\`` : "";
  switch (because) {
    case "volatile default":
      return `adding ${column} with the default \`${detail}()\``;
    case "serial":
      return `adding ${column} as a serial`;
    case "identity":
      return `adding ${column} as an identity`;
    case "stored column":
      return change.kind === "add-column"
        ? `adding the stored generated column ${column}`
        : "changing what a stored column is made of";
    case "constrained domain":
      return change.kind === "add-column"
        ? `adding ${column} of the domain \`${detail}\`, which checks its values,`
        : `the change to the domain \`${detail}\``;
    case "type change":
      return `changing \`${change.kind === "alter-column-type" ? change.column : ""}\` from ${detail.replace(" → ", " to ")}`;
    case "persistence":
    case "storage":
    case "order":
      return `\`${detail}\``;
  }
}

function fixOf({ change, before }: FoldedChange, table: Table, { because, detail }: Rewrite, version: number): string {
  const name = sqlName(table.schema, table.name);
  if (change.kind === "alter-column-type")
    return `add a column of the new type, keep both in step with a trigger, fill it in batches, and then rename: DROP the old column and RENAME the new one in one short migration`;
  if (change.kind !== "add-column") return "run it while nothing uses the table";
  const { column } = change;
  const quoted = quoteIdentifier(column.name);
  if (because === "volatile default" && column.default !== null) {
    return `ALTER TABLE ${name} ADD COLUMN ${quoted} ${column.type.name}; ALTER TABLE ${name} ALTER COLUMN ${quoted} SET DEFAULT ${column.default.text}; then fill the old rows in batches${column.notNull ? ", and make it NOT NULL by way of a validated check" : ""}`;
  }
  if (because === "serial" || because === "identity") {
    const sequence = sqlName(table.schema, `${table.name}_${column.name}_seq`);
    return `CREATE SEQUENCE ${sequence}; ALTER TABLE ${name} ADD COLUMN ${quoted} ${column.type.name}; ALTER TABLE ${name} ALTER COLUMN ${quoted} SET DEFAULT nextval('${sequence.replaceAll("'", "''")}'); then fill the old rows in batches`;
  }
  if (because === "stored column") {
    const virtual = version >= 18 ? `write VIRTUAL, which stores nothing; or ` : "";
    return `${virtual}ALTER TABLE ${name} ADD COLUMN ${quoted} ${column.type.name}, have a trigger set it to ${detail}, and fill the old rows in batches`;
  }
  const domain = domainNamed(before.history, column.type.name);
  const constraints = (domain?.checks ?? []).map(({ expression }, at) => {
    const check = quoteIdentifier(objectName(table.name, column.name, at === 0 ? "check" : `check${at}`));
    return `ALTER TABLE ${name} ADD CONSTRAINT ${check} CHECK (${ofColumn(expression, quoted)}) NOT VALID`;
  });
  return (
    [`ALTER TABLE ${name} ADD COLUMN ${quoted} ${domain?.type.name ?? column.type.name}`, ...constraints].join("; ") +
    (constraints.length > 0 ? "; then VALIDATE CONSTRAINT in a later migration" : "")
  );
}
