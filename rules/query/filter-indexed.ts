import { accessesOf } from "../../src/model/queries/access.ts";
import { leaves } from "../../src/model/queries/selectivity.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { scansOf } from "../../src/model/queries/scans.ts";
import { wantedIndex } from "../../src/model/queries/wanted-index.ts";
import { matchesAny } from "../../src/model/globs.ts";
import type { Index } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/filter-indexed",
  practice: "cross/query",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an index serves what a query looks rows up by",
  why: "Without an index whose first column is compared, PostgreSQL reads every row of the table for each such query. That is not felt in development, and grows with the table in production: the query that took a millisecond takes seconds, and holds its connection and the processor all that time.",
  fix: "create the index, CONCURRENTLY on a table that is in use",
  tradeoff:
    "A table that stays small is read faster as a whole: name it in the option `smallTables`. Each index costs every write. A foreign key without an index is reported by `schema/foreign-key-index`, and not once more here.",
  references: [
    "https://www.postgresql.org/docs/current/indexes-multicolumn.html",
    "https://www.postgresql.org/docs/current/indexes-partial.html",
    "https://use-the-index-luke.com/sql/where-clause",
  ],
  options: { smallTables: list("globs of tables that stay small: `countries`, `*_types`") },
  check(project) {
    const { report, options } = project;
    const isSmall = matchesAny(options.smallTables);
    for (const of of schemaQueries(project)) {
      if (!of.inServer || !of.query.complete) continue;
      for (const access of scansOf(accessesOf(of))) {
        const { table, source, conditions } = access;
        const asked = conditions.filter(({ against, predicate }) => against !== "column" || predicate.on === "where");
        const left = asked.map((condition) => leaves(condition, of.schema));
        if (!left.some((each) => each !== "many") || table.temporary || isSmall(table.path)) continue;
        const { keys, statement } = wantedIndex(access);
        // A foreign key without an index is one fault, and `schema/foreign-key-index` says it.
        if (
          keys.length === 0 ||
          table.foreignKeys.some((key) => !key.isIndexed() && key.columns.every((column) => keys.includes(column)))
        )
          continue;
        const found = asked[left.indexOf("few")] ?? asked[left.indexOf("unsure")];
        report({
          at: { at: found?.predicate.at ?? source.at, anchor: of.query.anchor, within: of.query.at },
          key: `${table.path}(${keys.join(", ")})`,
          message: `no index serves looking up \`${table.path}\` by ${keys.map((key) => `\`${key}\``).join(" and ")}`,
          label: "reads the whole table",
          related: [{ at: table, label: indexesOf(table.indexes) }],
          fix: statement,
          fold: { by: "cause", key: `${table.path}.${keys[0]}` },
          ...(left.includes("few") ? {} : { confidence: "medium" as const }),
        });
      }
    }
  },
});

function indexesOf(indexes: readonly Index[]): string {
  if (indexes.length === 0) return "has no index";
  const listed = indexes
    .slice(0, 6)
    .map(({ columns, where }) => `(${columns.join(", ")})${where === null ? "" : ` where ${where}`}`);
  return `has indexes on ${listed.join(", ")}${indexes.length > 6 ? ` and ${indexes.length - 6} more` : ""}`;
}
