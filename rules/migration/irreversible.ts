import type { FoldedChange, Step } from "../../src/model/schema.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { narrowing } from "../../src/model/schema/narrowing.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/irreversible",
  practice: "migration/rollback",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a rollback does not pretend to bring back what is gone",
  why: "A down that makes a dropped column or table anew makes it empty. It runs without an error, so whoever rolls a release back believes that all is as before, while the old release now works on rows that have lost their values. Only a backup has them.",
  fix: "keep the data until the release is known to stay: rename or copy it aside, and drop it in a later migration; or let the down raise an error that says the data is gone",
  tradeoff:
    "Where the values can be computed again, or nobody ever reads them, an empty column is enough to roll back to.",
  references: [
    "https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md",
    "https://www.postgresql.org/docs/current/backup.html",
  ],
  check({ history, report }) {
    for (const step of history.steps) {
      const { undo } = step;
      if (undo === null || step.migration.down === null || undo.statements.every(({ changes }) => changes.length === 0))
        continue;
      for (const statement of step.statements) {
        for (const folded of statement.changes) {
          const lost = lossOf(folded, step);
          if (lost === null) continue;
          report({
            at: folded,
            message: `${lost}, and the rollback cannot bring it back`,
            label: "lost here",
            related: [
              {
                at: { at: step.migration.down.at, anchor: `${step.anchor}#down` },
                label: "runs as if nothing were lost",
              },
            ],
            fold: { by: "cause", key: step.anchor },
          });
        }
      }
    }
  },
});

/** What data a change loses, when the down makes its container anew. */
function lossOf(folded: FoldedChange, step: Step): string | null {
  const { change } = folded;
  const restored = step.undo?.after;
  switch (change.kind) {
    case "drop-table": {
      const table = liveTable(folded, change.table);
      return table === undefined ||
        table.partitionOf !== null ||
        restored?.table({ schema: table.schema, name: table.name }) === undefined
        ? null
        : `table \`${table.path}\` is dropped with its rows`;
    }
    case "drop-column": {
      const table = liveTable(folded, change.table);
      const column = table?.column(change.column);
      const known =
        table === undefined
          ? undefined
          : step.before.table({ schema: table.schema, name: table.name })?.column(change.column);
      if (table === undefined || column === undefined || known === undefined || column.generated !== null) return null;
      return restored?.table({ schema: table.schema, name: table.name })?.column(change.column) === undefined
        ? null
        : `column \`${column.path}\` is dropped with its values`;
    }
    case "alter-column-type": {
      const column = liveTable(folded, change.table)?.column(change.column);
      const now = folded.after.table(change.table)?.column(change.column);
      const lost = column === undefined || now === undefined ? null : narrowing(column.type, now.type);
      return lost !== null && /lost|rounded/.test(lost)
        ? `\`${column?.path}\` goes from \`${column?.type}\` to \`${now?.type}\``
        : null;
    }
    case "truncate": {
      const table = change.tables.flatMap((name) => liveTable(folded, name) ?? [])[0];
      return table === undefined ? null : `\`${table.path}\` is emptied`;
    }
    case "delete": {
      const table = change.hasWhere ? undefined : liveTable(folded, change.table);
      return table === undefined ? null : `\`${table.path}\` is emptied`;
    }
    default:
      return null;
  }
}
