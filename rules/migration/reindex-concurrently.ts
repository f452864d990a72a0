import { liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { defineRule } from "../../src/rule/define.ts";

/** The first version that knows REINDEX CONCURRENTLY. */
const since = 12;

export default defineRule({
  id: "migration/reindex-concurrently",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "indexes of a table that is in use are rebuilt concurrently",
  why: "REINDEX takes a SHARE lock on the table and an ACCESS EXCLUSIVE lock on each index: until all is rebuilt no write goes on, and neither does any query that plans with the index, which is nearly every one. From PostgreSQL 12 on REINDEX CONCURRENTLY builds the new index beside the old one while the table is in use.",
  fix: "write REINDEX … CONCURRENTLY, in a migration that runs outside a transaction",
  tradeoff:
    "A concurrent rebuild takes longer and twice the space, and one that fails leaves an invalid index to drop; in a maintenance window the plain one is simpler.",
  references: ["https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY"],
  check({ history, report, postgresVersion }) {
    if (postgresVersion < since) return;
    for (const folded of history.changes("reindex")) {
      const { change, before, step } = folded;
      const effect = liveEffects(folded, postgresVersion)[0];
      // REINDEX SYSTEM is about the catalogue, which CONCURRENTLY leaves out.
      if (change.concurrently || change.target === "system" || effect === undefined) continue;
      const index = change.target === "index" && change.name !== null ? before.index(change.name) : undefined;
      const named = index ?? (change.target === "table" ? effect.table : undefined);
      const what =
        named === undefined
          ? `${change.target.toUpperCase()} CONCURRENTLY ${change.name?.name ?? ""}`.trimEnd()
          : `${change.target.toUpperCase()} CONCURRENTLY ${sqlName(named.schema, named.name)}`;
      report({
        at: folded,
        message: `${index === undefined ? `indexes of \`${effect.table.path}\` are` : `index \`${index.name}\` of \`${effect.table.path}\` is`} rebuilt without CONCURRENTLY`,
        label: "writes, and queries that use the index, wait until it is built",
        related: [{ at: index ?? effect.table, label: "here since an earlier migration" }],
        fix: step.migration.transaction
          ? `REINDEX ${what}; it cannot run in a transaction, so ${outsideTransaction(history)}`
          : `REINDEX ${what}`,
      });
    }
  },
});
