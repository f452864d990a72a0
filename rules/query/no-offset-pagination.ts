import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "query/no-offset-pagination",
  practice: "cross/query",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "lists are paged by a key, not by OFFSET",
  why: "The rows that OFFSET skips are computed all the same (PostgreSQL manual, section 7.6): page 1,000 costs a thousand times page 1, and whoever may name the page may choose that cost. Rows inserted between two pages make others appear twice or not at all.",
  fix: "order by a unique key and continue behind the last one seen: `WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT 50`",
  tradeoff: "A list that is short by nature, or an admin page with page numbers, may skip; set the largest page.",
  references: [
    "https://www.postgresql.org/docs/current/queries-limit.html",
    "https://use-the-index-luke.com/no-offset",
  ],
  check(project) {
    const { report } = project;
    const paged = schemaQueries(project).filter(
      ({ inServer, query }) => inServer && query.blocks.some(({ limit, offset }) => limit !== null || offset !== null),
    );
    for (const { query } of paged) {
      const block = query.blocks.find(({ offset }) => offset !== null && offset.value === null);
      if (!block?.offset) continue;
      report({
        at: { at: block.offset.at, anchor: query.anchor, within: query.at },
        key: block.sources[0]?.name ?? "",
        message: `pages ${block.sources[0]?.name ? `of \`${block.sources[0].name}\` ` : ""}are found by skipping rows`,
        label: "all rows before are read",
        fold: { by: "convention", key: project.serviceOf(query.file).root, of: paged.length },
      });
    }
  },
});
