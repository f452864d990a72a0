import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "migration/no-unbounded-backfill",
  practice: "migration/data",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a migration does not change every row of a live table in one statement",
  why: "One UPDATE of all rows locks each of them until the transaction ends, writes every row anew and leaves as many dead ones behind, and holds back vacuum and replicas for all that time. On a table of some size writes of the running service time out behind it. A DELETE without WHERE also takes rows that nobody meant.",
  fix: "change the rows in batches by ranges of the key, each in its own transaction, outside the migration; and say with WHERE which rows need it",
  tradeoff: "On a table that is known to be small the one statement is simpler: name it in `ignoreTables`.",
  references: [
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS",
    "https://www.postgresql.org/docs/current/routine-vacuuming.html",
  ],
  options: { ignoreTables: list("tables that are small for good, by name") },
  check({ history, report, options }) {
    for (const folded of history.changes("update", "delete")) {
      const { change, step } = folded;
      const table = change.hasWhere ? undefined : liveTable(folded, change.table);
      if (table === undefined || options.ignoreTables.includes(table.path)) continue;
      const isUpdate = change.kind === "update";
      report({
        at: folded,
        message: isUpdate
          ? `every row of \`${table.path}\` is updated in one statement`
          : `every row of \`${table.path}\` is deleted`,
        label: isUpdate ? "no WHERE: locks and rewrites all rows" : "no WHERE",
        related: [{ at: table, label: "in use since here" }],
        fold: { by: "cause", key: `${step.anchor} ${change.kind}` },
        ...(isUpdate ? {} : { fix: "say with WHERE which rows must go, and delete them in batches" }),
      });
    }
  },
});
