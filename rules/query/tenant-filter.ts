import { accessesOf } from "../../src/model/queries/access.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { findsOneRow } from "../../src/model/queries/unique.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { flag, list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/tenant-filter",
  practice: "cross/query",
  severity: "error",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "every query over a tenant's table names the tenant",
  why: "Where the rows of all customers share a table, one forgotten condition shows one customer the data of another. No type and no test with a single tenant tells; OWASP lists it first, as broken object level authorization (API1).",
  fix: "compare the tenant's column with the tenant of the request, or let row level security do so",
  tradeoff:
    "Jobs that serve all tenants, and tables with row level security, need no condition. Set `columns` to the names your tables use; without them the rule says nothing.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/",
    "https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
  ],
  options: {
    columns: list("the columns that name the tenant: `tenant_id`, `organization_id`"),
    ignoreTables: list("globs of tables whose queries need no condition"),
    uniqueIsEnough: flag(
      "a query by a unique key needs none, as the key was found by another with the condition",
      true,
    ),
  },
  check(project) {
    const { report, options } = project;
    if (options.columns.length === 0) return;
    const ignored = matchesAny(options.ignoreTables);
    for (const of of schemaQueries(project)) {
      if (!of.inServer || !of.query.complete) continue;
      for (const access of accessesOf(of)) {
        const { table, source, conditions } = access;
        const column = options.columns.map((name) => table.column(name)).find((each) => each !== undefined);
        if (!column || table.rowLevelSecurity || ignored(table.path)) continue;
        if (conditions.some(({ key }) => key === column.name)) continue;
        // A row that is joined by its key belongs to the tenant of the row it is joined to.
        const joined = conditions.some(({ against }) => against === "column");
        if (joined || (options.uniqueIsEnough && findsOneRow(access))) continue;
        report({
          at: { at: source.at, anchor: of.query.anchor, within: of.query.at },
          key: table.path,
          message: `\`${table.path}\` is ${verbs[access.block.kind]} without a condition on \`${column.name}\``,
          label: "rows of every tenant",
          related: [{ at: column, label: "names the tenant" }],
        });
      }
    }
  },
});

const verbs = {
  select: "read",
  insert: "read",
  update: "updated",
  delete: "deleted from",
  merge: "merged into",
} as const;
