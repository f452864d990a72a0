import { accessesOf } from "../../src/model/queries/access.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { runOf } from "../../src/model/queries/runs.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { writtenTables } from "../../src/model/queries/written.ts";
import { creationTime } from "../../src/model/schema/creation-time.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/bounded",
  practice: "cross/query",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a request reads a bounded number of rows",
  why: "A query without LIMIT gives as many rows as the table has. Years later one request reads a million of them into the memory of the process, which then answers nobody else, and anyone may send that request again. OWASP lists it as API4, unrestricted resource consumption.",
  fix: "page the list: a LIMIT with a largest value, and a key to continue from",
  tradeoff: "A table that holds a few rows by nature is read whole: name it in the option `smallTables`.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://google.aip.dev/158",
  ],
  options: {
    smallTables: list("globs of tables that stay small", [
      "{countries,currencies,languages,locales,timezones,roles,permissions,settings,plans,features}",
      "*_{types,kinds,statuses,categories}",
    ]),
  },
  check(project) {
    const { report, options, code } = project;
    const isSmall = matchesAny(options.smallTables);
    const queries = schemaQueries(project).filter(({ inServer, query }) => inServer && query.kind === "select");
    if (queries.length === 0 || code.routes.length === 0) return;
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    const written = writtenTables(project);
    for (const of of queries) {
      const { query } = of;
      const [main] = query.blocks;
      if (!main || !query.complete || main.single || main.grouped || main.limit !== null) continue;
      const [access, ...others] = accessesOf(of).filter(({ block }) => block === main);
      if (!access || others.length > 0 || main.sources.length > 1 || main.filtered) continue;
      const { table } = access;
      // What no code adds rows to is filled by migrations, and stays as it is.
      if (isSmall(table.path) || !written.has(table)) continue;
      const run = runOf(query, program);
      const reached = run && reach.of(run.function);
      if (!reached) continue;
      const { route } = reached;
      report({
        at: { at: query.at, anchor: query.anchor },
        key: table.path,
        message: `\`${route.method} ${route.path}\` reads every row of \`${table.path}\``,
        label: "neither WHERE nor LIMIT",
        related: [
          { at: route, label: "the route that runs it" },
          { at: table, label: "the table" },
        ],
        fold: { by: "cause", key: `${query.anchor} ${table.path}` },
        // Rows that belong to others, or come with time, become more; a list of settings may stay as it is.
        ...(table.foreignKeys.length > 0 || creationTime(table) ? {} : { confidence: "medium" as const }),
      });
    }
  },
});
