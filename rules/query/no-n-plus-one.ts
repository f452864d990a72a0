import type { Query } from "../../src/facts/queries.ts";
import { accessesOf } from "../../src/model/queries/access.ts";
import { runsInLoop } from "../../src/model/queries/loops.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "query/no-n-plus-one",
  practice: "cross/query",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "rows are read together, not one by one in a loop",
  why: "A query for each item of a list takes a round trip for each: a list of a hundred costs a hundred times the latency to the database, whatever its indexes, and holds the request and a connection all that time. It is not felt with the three rows of development.",
  fix: "read all of them with one query, `WHERE id = ANY($1)`, and put them where they belong by their key; or join",
  tradeoff: "A loop over a handful that never grows, or a job in the background that should go slowly, is fine.",
  references: [
    "https://www.postgresql.org/docs/current/functions-comparisons.html#FUNCTIONS-COMPARISONS-ANY-SOME",
    "https://use-the-index-luke.com/sql/join/nested-loops-join-n1-problem",
  ],
  check(project) {
    const { report, code } = project;
    const queries = schemaQueries(project).filter(({ inServer, query }) => inServer && query.kind === "select");
    if (queries.length === 0) return;
    const program = code.calls();
    for (const of of queries) {
      const access = accessesOf(of).find(({ block }) => block.role === "main");
      // It is asked for one value of a column; what takes a list is asked once for all of a chunk.
      const key = access?.conditions.find(({ operator, against }) => operator === "=" && against !== "column");
      if (!access || !key || key.predicate.constant !== undefined || asksForMany(of.query)) continue;
      const loop = runsInLoop(of.query, program);
      if (!loop) continue;
      report({
        at: { at: of.query.at, anchor: of.query.anchor },
        key: access.table.path,
        message: `\`${access.table.path}\` is read once for each turn of a loop`,
        label: `one row by \`${key.key}\` at a time`,
        related: loop.through ? [{ at: { ...loop.through, at: loop.through.nameAt }, label: "called in a loop" }] : [],
        fold: { by: "cause", key: `${of.query.anchor} ${access.table.path}` },
      });
    }
  },
});

function asksForMany({ blocks }: Query): boolean {
  return blocks.some(({ predicates }) => predicates.some(({ operator }) => operator === "in"));
}
