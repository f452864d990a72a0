import { liveEffectOn } from "../../src/model/schema/effects/live-effects.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/exclusion-constraint",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an exclusion constraint is not added to a table that is in use",
  why: "ADD EXCLUDE takes an ACCESS EXCLUSIVE lock and builds its index under it, comparing each row with those that may exclude it: until that is done, nothing can read or write the table. Unlike a unique constraint it cannot take an index that was built concurrently, and unlike a check it cannot be NOT VALID.",
  fix: "give the constraint to the table when it is made; for one in use, make a new table with the constraint, copy the rows in batches while a trigger keeps both alike, and exchange their names",
  tradeoff: "On a small table the index is built at once, and the lock is over before anybody notices.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("add-constraint")) {
      const { change, after } = folded;
      if (change.constraint.type !== "exclude") continue;
      const effect = liveEffectOn(folded, change.table, postgresVersion);
      if (!effect?.scanned) continue;
      const { table } = effect;
      const known = new Set(table.indexes.map((index) => index.name));
      const name =
        change.constraint.name ??
        after.table(change.table)?.indexes.find((index) => !known.has(index.name))?.name ??
        "without a name";
      report({
        at: folded,
        message: `exclusion constraint \`${name}\` builds its index on \`${table.path}\` while nothing can read or write it`,
        label: "reads all rows under the lock",
        related: [{ at: table, label: "here since an earlier migration" }],
      });
    }
  },
});
