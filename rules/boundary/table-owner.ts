import { madeInCode } from "../../src/model/queries/made-in-code.ts";
import { relationOf } from "../../src/model/queries/relations.ts";
import { certainQueries } from "../../src/model/queries/schema-queries.ts";
import { tablesOf } from "../../src/model/queries/tables.ts";
import type { Query, QuerySource } from "../../src/facts/queries.ts";
import { type Owned, ownersOf } from "../../src/model/system/owners.ts";
import { defineRule } from "../../src/rule/define.ts";
import { lists } from "../../src/rule/options.ts";

export default defineRule({
  id: "boundary/table-owner",
  practice: "architecture/owned-data",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a service queries its own tables, and asks the others for theirs",
  why: "A table that two services query is an interface that nobody designed and nobody versions. Its owner cannot rename a column, split the table or move it to a database of its own without breaking a service that is built and deployed elsewhere, and finds out when that one fails. Rules that the owner keeps in its code, such as who may see a row, do not hold for whoever goes around it.",
  fix: "ask the owner through its API, or keep a copy that its events fill; where the two belong together, make them one service",
  tradeoff:
    "A reporting service may well read everything: from a replica and through views that the owner promises to keep. Two services on one database are simpler as long as one team changes both at once.",
  references: [
    "https://microservices.io/patterns/data/database-per-service.html",
    "https://learn.microsoft.com/en-us/azure/architecture/microservices/design/data-considerations",
  ],
  options: {
    owners: lists(
      "for each service's folder, globs of the tables it owns, in place of those its own migrations make; a table of two is shared",
    ),
  },
  check(project) {
    const { report, options } = project;
    const owners = ownersOf(project, options.owners);
    const queries = certainQueries(project).filter(({ inServer }) => inServer);
    const made = madeInCode(project);
    const seen = new Set<string>();
    for (const { query, schema, history } of queries) {
      for (const source of tablesOf(query)) {
        const relation = relationOf(source, schema);
        const name = { schema: source.schema, name: source.name ?? "" };
        const owned =
          relation.is === "table"
            ? owners.of(relation.table, history)
            : relation.is === "missing" && !made.has(name.name)
              ? owners.elsewhere(name, history)
              : null;
        if (!owned || owners.has(owned.owner, query.file)) continue;
        const key = `${query.anchor} ${query.at.start} ${owned.table.path}`;
        if (!seen.has(key)) tell(query, source, owned);
        seen.add(key);
      }
    }

    function tell(query: Query, source: QuerySource, { owner, table, reason }: Owned): void {
      const { root } = project.serviceOf(query.file);
      const who = root === "" ? `\`${query.file}\`` : `\`${root}\``;
      report({
        at: { at: source.at, anchor: query.anchor, within: query.at },
        key: table.path,
        message: `${who} queries \`${table.path}\`, which \`${owner}\` owns`,
        label: `${query.kind} on another service's table`,
        related: [{ at: table, label: `\`${owner}\` owns it: ${reason}` }],
        fold: { by: "cause", key: `${root} ${table.path} ${owner}` },
      });
    }
  },
});
