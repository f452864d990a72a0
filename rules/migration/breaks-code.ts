import { type Missing, missingNames } from "../../src/model/queries/missing.ts";
import { missingValues } from "../../src/model/queries/required.ts";
import type { FoldedChange } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/breaks-code",
  practice: "cross/safe-migration",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "queries fit what a migration leaves: nothing dropped is named, nothing required is left out",
  why: "From the moment the migration has run, PostgreSQL refuses each query that still names the column or table, and each INSERT without a value for what is NOT NULL now. Neither side looks wrong by itself: the migration is valid, and the code compiles.",
  fix: "stop naming it, deploy, and drop it in a later migration; rename by adding the new column, writing both, and dropping the old one last; require a value once all code gives it",
  tradeoff: "Code that no longer runs is better deleted than ignored.",
  references: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://martinfowler.com/bliki/ParallelChange.html",
  ],
  check({ history, project, report }) {
    const users = new Map<FoldedChange, [Missing, ...Missing[]]>();
    for (const missing of missingNames(project)) {
      if (missing.gone === null || missing.of.history !== history) continue;
      const known = users.get(missing.gone);
      if (known) known.push(missing);
      else users.set(missing.gone, [missing]);
    }
    for (const [gone, uses] of users) {
      const [first] = uses;
      const done = gone.change.kind.startsWith("rename") ? "renamed" : "dropped";
      const more = uses.length === 1 ? "" : ` in ${uses.length} places`;
      report({
        at: gone,
        message: `${first.kind} \`${nameOf(first, gone)}\` is ${done}, and still named${more}`,
        label: `${done} here`,
        related: uses.slice(0, 3).map((use) => ({ at: placeOf(use), label: `still ${wordOf(use)} here` })),
        present: true,
        ...(first.of.schema.complete ? {} : { confidence: "medium" as const }),
      });
    }
    for (const { of, target, column, since } of missingValues(project)) {
      if (since === null || of.history !== history) continue;
      report({
        at: since,
        key: column.path,
        message: `column \`${column.path}\` must not be null, and an INSERT does not give it`,
        label: "required from here on",
        related: [
          {
            at: { at: target.at, anchor: of.query.anchor, within: of.query.at },
            label: "refused, as nothing is given for it",
          },
        ],
        present: true,
        fold: { by: "cause", key: column.path },
        ...(of.schema.complete ? {} : { confidence: "medium" as const }),
      });
    }
  },
});

function nameOf(missing: Missing, { change }: FoldedChange): string {
  if (missing.kind === "table") return missing.name;
  const dropped = "column" in change && "table" in change ? change.table : null;
  return `${dropped?.name ?? missing.tables[0].name}.${missing.use.name}`;
}

function placeOf(missing: Missing) {
  const { query } = missing;
  return { at: missing.kind === "table" ? missing.source.at : missing.use.at, anchor: query.anchor, within: query.at };
}

function wordOf(missing: Missing): string {
  if (missing.kind === "table") return missing.source.join === "target" ? "written" : "read";
  const { use } = missing.use;
  return use === "write" ? "written" : use === "filter" || use === "join" ? "compared" : "read";
}
