import { liveEffectOn, liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/check-not-valid",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a check is added to a live table without reading its rows at once",
  why: "ADD CHECK takes an ACCESS EXCLUSIVE lock and then reads the whole table: until it is done nothing can read or write it. NOT VALID takes the lock for a moment and checks new rows only; VALIDATE CONSTRAINT reads the old ones while reads and writes go on.",
  fix: "add it NOT VALID, and VALIDATE CONSTRAINT in a later migration",
  tradeoff: "On a small table the scan is over at once, and one statement is simpler than two migrations.",
  references: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-constraint", "add-column")) {
      const { change, before, after } = folded;
      const constraints = change.kind === "add-constraint" ? [change.constraint] : change.column.constraints;
      if (!constraints.some((constraint) => constraint.type === "check" && constraint.validated)) continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      // A column that makes PostgreSQL write all rows is another rule's.
      if (
        effect === undefined ||
        effect.rewrite !== null ||
        !liveEffects(folded, postgresVersion).some(({ scanned }) => scanned)
      )
        continue;
      const { table } = effect;
      const had = new Set(before.table(change.table)?.checks.map((check) => check.name));
      const added = after.table(change.table)?.checks.find((check) => !had.has(check.name));
      if (added === undefined) continue;
      const target = sqlName(table.schema, table.name);
      const name = quoteIdentifier(added.name);
      report({
        at: folded,
        message: `check \`${added.name}\` reads the whole of \`${table.path}\` while nothing else can`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
        fix: `${change.kind === "add-constraint" ? "add NOT VALID here" : `add \`${change.column.name}\` without the check, then ALTER TABLE ${target} ADD CONSTRAINT ${name} CHECK (${added.expression}) NOT VALID`}, and ALTER TABLE ${target} VALIDATE CONSTRAINT ${name} in a later migration`,
      });
    }
  },
});
