import { relationOf } from "../../src/model/queries/relations.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import type { QueryBlock } from "../../src/facts/queries.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "query/no-select-star",
  practice: "cross/query",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "queries name the columns they read",
  why: "`SELECT *` gives what the table has when it runs, not what the code was written for: a column that is added later, a password's hash or a megabyte of text, is read and often sent on; one that is dropped is missed only where it is used, far from the query; an index can never cover it.",
  fix: "name the columns that are used",
  tradeoff: "Of a small table that is read whole, as for an export, the star says just that.",
  references: ["https://use-the-index-luke.com/sql/clustering/index-only-scan-covering-index"],
  check(project) {
    const { report } = project;
    const texts = schemaQueries(project).filter(({ inServer, query }) => inServer && query.source === "text");
    const reading = texts.filter(({ query }) => query.blocks.some(gives));
    for (const { query, schema } of reading) {
      const block = query.blocks.find(gives);
      const star = block?.stars[0];
      if (!block || !star) continue;
      // The columns of a derived table are those that it names itself.
      const source = block.sources.find(({ alias }) => star.qualifier === null || alias === star.qualifier);
      if (source?.kind !== "table") continue;
      const relation = relationOf(source, schema);
      if (relation.is !== "table") continue;
      report({
        at: { at: star.at, anchor: query.anchor, within: query.at },
        key: relation.table.path,
        message: `all ${relation.table.columns.length} columns of \`${relation.table.path}\` are read`,
        label: "whatever the table has",
        related: [{ at: relation.table, label: "the table" }],
        fold: { by: "convention", key: project.serviceOf(query.file).root, of: reading.length },
      });
    }
  },
});

/** What it selects goes to the code: the outermost block, and not what EXISTS or a WITH selects. */
function gives({ role, kind, sources }: QueryBlock): boolean {
  return role === "main" && kind === "select" && sources.length > 0;
}
