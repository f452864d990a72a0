import { accessesOf } from "../../src/model/queries/access.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { indexServing } from "../../src/model/queries/served.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/leading-wildcard",
  practice: "cross/query",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a pattern that begins with a wildcard has an index that serves it",
  why: "A btree is sorted by how values begin, so it cannot find those that contain something: `LIKE '%x%'` compares the pattern with every row of the table. Where users may type what is searched, they choose how often that happens.",
  fix: "create a trigram index (`CREATE EXTENSION pg_trgm; CREATE INDEX CONCURRENTLY ON t USING gin (c gin_trgm_ops)`), or use full text search",
  tradeoff: "On a table of some thousand rows nobody feels it: name it in the option `smallTables`.",
  references: [
    "https://www.postgresql.org/docs/current/pgtrgm.html#PGTRGM-INDEX",
    "https://use-the-index-luke.com/sql/where-clause/searching-for-ranges/like-performance-tuning",
  ],
  options: { smallTables: list("globs of tables that stay small: `countries`, `*_types`") },
  check(project) {
    const { report, options } = project;
    const isSmall = matchesAny(options.smallTables);
    for (const of of schemaQueries(project)) {
      if (!of.inServer) continue;
      for (const access of accessesOf(of)) {
        const pattern = access.conditions.find(({ predicate }) => predicate.wildcard === "leading");
        // What another condition finds by an index is compared with few rows only.
        if (!pattern || isSmall(access.table.path) || indexServing(access)) continue;
        const { path } = access.table;
        report({
          at: { at: pattern.predicate.at, anchor: of.query.anchor, within: of.query.at },
          key: `${path}.${pattern.key}`,
          message: `a pattern that begins with a wildcard is compared with every row of \`${path}\``,
          label: `no trigram index on \`${pattern.key}\``,
          related: [{ at: pattern.column ?? access.table, label: "what is searched" }],
          fold: { by: "cause", key: `${path}.${pattern.key}` },
        });
      }
    }
  },
});
