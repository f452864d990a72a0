import type { Step, Table } from "../../src/model/schema.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import { isContractStep } from "../../src/model/schema/contract-step.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "migration/no-table-drop",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a table that is in use is not dropped, outside a contract step",
  why: "The release that still runs while the migration does fails on its next query of the table, and the rows are gone: going back to the old release brings neither back.",
  fix: "stop using the table in one release, and drop it in a later one, in a migration named as a contract step",
  tradeoff:
    "Where the code that knew the table is long gone, the drop is safe: name the migration a contract step, or ignore the place with a reason.",
  references: [
    "https://www.postgresql.org/docs/current/sql-droptable.html",
    "https://martinfowler.com/bliki/ParallelChange.html",
  ],
  options: {
    contract: list("words that mark a migration as a contract step when they stand in its name", ["contract"]),
  },
  check({ history, report, options }) {
    for (const folded of history.changes("drop-table")) {
      const { change, step } = folded;
      const table = liveTable(folded, change.table);
      // Dropping a partition is how old rows are let go; the table that is read stays.
      if (
        table === undefined ||
        table.partitionOf !== null ||
        isBookkeeping(table) ||
        isContractStep(step.migration, options.contract)
      )
        continue;
      // Moved away first, in this step: its old name is what others know.
      if (step.before.table({ schema: table.schema, name: table.name }) === undefined || isReplaced(step, table))
        continue;
      report({
        at: folded,
        message: `table \`${table.path}\` is dropped with its rows: the release that still runs may read it`,
        label: "gone from here on",
        related: [{ at: table, label: "in use since here" }],
        fold: { by: "cause", key: step.anchor },
      });
    }
  },
});

/** Whether something of that name is there after the step, into which the rows may have been copied: a table or a view. */
function isReplaced(step: Step, { schema, name }: Table): boolean {
  const replaced =
    step.after.table({ schema, name }) !== undefined ||
    step.after.views().some((view) => view.schema === schema && view.name === name);
  return (
    replaced &&
    step.statements.some(({ changes }) =>
      changes.some(
        ({ change }) =>
          (change.kind === "insert" && change.fromQuery) ||
          change.kind === "create-table-as" ||
          change.kind === "rename-table" ||
          change.kind === "create-view",
      ),
    )
  );
}
