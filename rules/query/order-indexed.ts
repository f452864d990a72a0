import { accessesOf } from "../../src/model/queries/access.ts";
import { givesOrder, orderOf } from "../../src/model/queries/ordering.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { leaves } from "../../src/model/queries/selectivity.ts";
import { indexServing } from "../../src/model/queries/served.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/order-indexed",
  practice: "cross/query",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an index gives the order in which a page of rows is asked for",
  why: "With ORDER BY and LIMIT an index in that order gives the first page at once. Without, PostgreSQL reads and sorts every row that the conditions leave to give the first ten: the cost of a page is that of the whole list, and grows with it.",
  fix: "create an index over the columns compared for equality, then those of the order, CONCURRENTLY on a table in use",
  tradeoff: "Where the conditions leave few rows, sorting them is cheaper than another index.",
  references: ["https://www.postgresql.org/docs/current/indexes-ordering.html"],
  options: { smallTables: list("globs of tables that stay small: `countries`, `*_types`") },
  check(project) {
    const { report, options } = project;
    const isSmall = matchesAny(options.smallTables);
    for (const of of schemaQueries(project)) {
      if (!of.inServer || !of.query.complete) continue;
      for (const access of accessesOf(of)) {
        const { block, source, table, conditions } = access;
        if (block.limit === null || block.grouped || block.single || source !== block.sources[0]) continue;
        const order = orderOf(access);
        if (!order || block.sources.length > 1 || isSmall(table.path)) continue;
        if (table.indexes.some((index) => givesOrder(index, access))) continue;
        // Where an index finds few rows, sorting them costs nothing.
        const few = conditions.some((condition) => leaves(condition, of.schema) === "few");
        if (few && indexServing(access)) continue;
        const equal = conditions.filter(({ operator, column }) => operator === "=" && column).map(({ key }) => key);
        const columns = [
          ...equal.map(quoteIdentifier),
          ...order.map(({ key, descending }) => `${quoteIdentifier(key)}${descending ? " DESC" : ""}`),
        ].join(", ");
        report({
          at: { at: block.order[0]?.at ?? source.at, anchor: of.query.anchor, within: of.query.at },
          key: `${table.path}(${columns})`,
          message: `no index gives \`${table.path}\` in the order of ${order.map(({ key }) => `\`${key}\``).join(", ")}`,
          label: "all rows are read and sorted for one page",
          related: [{ at: table, label: "the table" }],
          fix: `CREATE INDEX CONCURRENTLY ON ${sqlName(table.schema, table.name)} (${columns})`,
          fold: { by: "cause", key: `${table.path}(${columns})` },
        });
      }
    }
  },
});
