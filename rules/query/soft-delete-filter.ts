import { accessesOf, type TableAccess } from "../../src/model/queries/access.ts";
import { schemaQueries } from "../../src/model/queries/schema-queries.ts";
import { deletionMark, heedsMark } from "../../src/model/queries/soft-delete.ts";
import type { Column, Table } from "../../src/model/schema.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count, list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/soft-delete-filter",
  practice: "cross/query",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "queries over a table that keeps deleted rows leave those out",
  why: "A row that is only marked as deleted comes back with every query that forgets the mark: the user sees what they deleted, a sum counts it, and what had to be erased is sent out again. Where the other queries of the table ask for the mark, the one that does not was most likely forgotten.",
  fix: "add the condition, or read through a view that has it",
  tradeoff: "What must see deleted rows, as an audit, a restore or a purge, is right to.",
  references: ["https://www.postgresql.org/docs/current/indexes-partial.html"],
  options: {
    ignoreTables: list("globs of tables whose deleted rows are read on purpose"),
    share: count(
      "the share of a table's queries, in percent, that must heed the mark before the others are reported",
      60,
    ),
  },
  check(project) {
    const { report, options } = project;
    const ignored = matchesAny(options.ignoreTables);
    const reads = new Map<Table, { mark: Column; heed: number; forget: TableAccess[] }>();
    for (const of of schemaQueries(project)) {
      if (!of.inServer || !of.query.complete) continue;
      for (const access of accessesOf(of)) {
        const mark = access.block.kind === "select" ? deletionMark(access.table) : undefined;
        if (!mark || ignored(access.table.path)) continue;
        const known = reads.get(access.table) ?? { mark, heed: 0, forget: [] };
        reads.set(access.table, known);
        if (heedsMark(access, mark)) known.heed++;
        else known.forget.push(access);
      }
    }
    for (const [table, { mark, heed, forget }] of reads) {
      if (heed < 2 || heed * 100 < (heed + forget.length) * options.share) continue;
      for (const { of, source } of forget) {
        report({
          at: { at: source.at, anchor: of.query.anchor, within: of.query.at },
          key: table.path,
          message: `\`${table.path}\` is read without asking for \`${mark.name}\`, as ${heed} other queries do`,
          label: "deleted rows come along",
          related: [{ at: mark, label: "marks deleted rows" }],
        });
      }
    }
  },
});
