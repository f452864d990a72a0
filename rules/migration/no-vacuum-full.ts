import { liveEffects } from "../../src/model/schema/effects/live-effects.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-vacuum-full",
  practice: "migration/zero-downtime",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no migration compacts a live table with VACUUM FULL or CLUSTER",
  why: "VACUUM FULL and CLUSTER write the table and all its indexes anew under an ACCESS EXCLUSIVE lock: nothing reads or writes the table until they are done, and twice its size is needed on disk. The rows a plain VACUUM frees are used again, so the table rarely has to shrink at all.",
  fix: "let autovacuum work, run a plain VACUUM, or compact the table with pg_repack, which locks it for a moment only",
  tradeoff:
    "In a maintenance window, or after most rows of a table were deleted for good, the space may be worth the lock.",
  references: [
    "https://www.postgresql.org/docs/current/sql-vacuum.html",
    "https://www.postgresql.org/docs/current/sql-cluster.html",
    "https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY",
  ],
  check({ history, report, postgresVersion }) {
    for (const folded of history.changes("vacuum", "cluster")) {
      const rewritten = liveEffects(folded, postgresVersion).filter(({ rewrite }) => rewrite !== null);
      const [first] = rewritten;
      if (first === undefined) continue;
      report({
        at: folded,
        message: `${folded.change.kind === "cluster" ? "CLUSTER" : "VACUUM FULL"} writes ${rewritten.length === 1 ? `\`${first.table.path}\`` : `${rewritten.length} tables`} anew while nothing can read or write ${rewritten.length === 1 ? "it" : "them"}`,
        label: "everything waits until it is done",
        related: [{ at: first.table, label: "here since an earlier migration" }],
      });
    }
  },
});
