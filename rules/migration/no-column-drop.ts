import type { ChangeOf } from "../../src/facts/changes.ts";
import type { Step } from "../../src/model/schema.ts";
import { isContractStep } from "../../src/model/schema/contract-step.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "migration/no-column-drop",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a column that is in use is not dropped, outside a contract step",
  why: "Between the migration and the last instance of the old release being gone, the old code runs against the new schema: each query that names the column fails, and an ORM names all columns of a table in every one. The values are gone as well, so that going back to the old release does not help.",
  fix: "stop using the column in one release, and drop it in a later one, in a migration named as a contract step",
  tradeoff:
    "Where the service is stopped while it migrates, or the code that knew the column is long gone, the drop is safe: name the migration a contract step, or ignore the place with a reason.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-REMOVING-A-COLUMN",
    "https://martinfowler.com/bliki/ParallelChange.html",
  ],
  options: {
    contract: list("words that mark a migration as a contract step when they stand in its name", ["contract"]),
  },
  check({ history, report, options }) {
    for (const folded of history.changes("drop-column")) {
      const { change, step } = folded;
      const table = liveTable(folded, change.table);
      const column = table?.column(change.column);
      // A column of this step is known to nobody.
      if (
        table === undefined ||
        column === undefined ||
        step.before.table(change.table)?.column(change.column) === undefined ||
        isContractStep(step.migration, options.contract)
      )
        continue;
      const again = step.after.table({ schema: table.schema, name: table.name })?.column(change.column);
      const anew = again !== undefined;
      if (anew && (again.generated !== null || isRenamedTo(step, change))) continue;
      report({
        at: folded,
        message: anew
          ? `\`${column.path}\` is dropped and made anew: its values are lost`
          : `\`${column.path}\` is dropped: the release that still runs may read it`,
        label: "gone from here on",
        related: [{ at: column, label: "in use since here" }],
        fold: { by: "cause", key: `${step.anchor} ${table.path}${anew ? " anew" : ""}` },
        ...(anew
          ? {
              fix: "change the column with ALTER COLUMN … TYPE … USING, or add the new one under another name and copy the values",
            }
          : {}),
      });
    }
  },
});

/** Whether another column takes the name: the values were moved into that one before. */
function isRenamedTo(step: Step, dropped: ChangeOf<"drop-column">): boolean {
  return step.statements.some(({ changes }) =>
    changes.some(
      ({ change }) =>
        change.kind === "rename-column" && change.to === dropped.column && change.table.name === dropped.table.name,
    ),
  );
}
