import type { Table } from "../../src/model/schema.ts";
import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { impliesBound, boundCheck } from "../../src/model/schema/effects/partition-bound.ts";
import { objectName } from "../../src/model/schema/generated-names.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/attach-partition-check",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a table with rows becomes a partition with a validated check that proves its bound",
  why: "ATTACH PARTITION makes sure that every row of the new partition lies within its bound: it reads the whole table under an ACCESS EXCLUSIVE lock, and locks the rows of the default partition too. A validated CHECK that says the same as the bound spares the reading, and VALIDATE CONSTRAINT lets reads and writes go on.",
  fix: "add a CHECK that says the same as the bound NOT VALID, validate it in a later migration, attach the partition, and drop the check",
  tradeoff: "A small table, or one that nothing uses yet, is read at once.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION",
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("attach-partition")) {
      const { change, before } = folded;
      const parent = before.table(change.table);
      const effect = liveEffectOn(folded, change.partition, postgresVersion);
      if (
        parent === undefined ||
        effect === undefined ||
        !effect.scanned ||
        impliesBound(effect.table, parent, change.bound)
      )
        continue;
      const check = boundCheck(effect.table, parent, change.bound);
      // Without a check that says the bound in one line, what the table's own checks prove cannot be told.
      if (check === null) continue;
      report({
        at: folded,
        message: `\`${effect.table.path}\` becomes a partition while all of it is read under a lock`,
        label: "reads and writes wait for the scan",
        related: [{ at: effect.table, label: "here since an earlier migration" }],
        fix: fixOf(effect.table, check),
      });
    }
  },
});

function fixOf(table: Table, check: string): string {
  const target = sqlName(table.schema, table.name);
  const name = quoteIdentifier(objectName(table.name, "bound", "check"));
  return `ALTER TABLE ${target} ADD CONSTRAINT ${name} CHECK (${check}) NOT VALID; ALTER TABLE ${target} VALIDATE CONSTRAINT ${name} in a later migration; then attach it and drop the check`;
}
