import type { Change } from "../../src/facts/changes.ts";
import type { FoldedChange, Schema } from "../../src/model/schema.ts";
import { takenAlong } from "../../src/model/schema/taken-along.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-cascade-drop",
  practice: "migration/data",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a drop names what it drops",
  why: "CASCADE drops whatever depends on the object: foreign keys, views, columns, the views on these views. Nobody who reads the migration sees which, and on a database that has more than the migrations made, such as a view of the reporting team, it is more than anybody knew. Without CASCADE PostgreSQL stops and lists what is in the way.",
  fix: "drop the dependent objects by name first, and leave CASCADE away",
  tradeoff: "In a history that alone makes the schema, what goes along is known; the rule says what it is.",
  references: ["https://www.postgresql.org/docs/current/ddl-depend.html"],
  check({ history, report }) {
    for (const folded of history.changes("drop-table", "drop-column", "drop-constraint", "drop-index", "drop-object")) {
      const { change, before, after, statement, step } = folded;
      if (!change.cascade || statement.certainty !== "certain" || folded.refusal !== null) continue;
      const along = takenAlong(before, after, change);
      if (along.length === 0 || isFresh(folded, step.before)) continue;
      const first = along[0] as (typeof along)[number];
      const more = along.length - 1;
      report({
        at: folded,
        message: `CASCADE also drops ${first.what}${more === 0 ? "" : ` and ${more} more`}`,
        label: "takes along what depends on it",
        related: along.slice(0, 3).map(({ at }) => ({ at, label: "goes with it" })),
        fix: `drop ${along
          .slice(0, 3)
          .map(({ what }) => what)
          .join(", ")}${along.length > 3 ? " and the rest" : ""} by name first, and leave CASCADE away`,
        fold: { by: "cause", key: step.anchor },
      });
    }
  },
});

/** Whether what is dropped was made in this very step. */
function isFresh({ change }: FoldedChange<Extract<Change, { cascade: boolean }>>, before: Schema): boolean {
  return change.kind === "drop-table" || change.kind === "drop-column" || change.kind === "drop-constraint"
    ? before.table(change.table) === undefined
    : false;
}
