import type { Column } from "../../src/model/schema.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { isPersonalName } from "../../src/model/schema/personal-data.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** How projects mark such columns in comments. */
const usualMarks: readonly string[] = ["pii", "gdpr", "personally identifiable"];

export default defineRule({
  id: "schema/pii-classified",
  practice: "data/security",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "columns with personal data say so in a comment",
  why: "Who is asked to delete, export or mask a person's data must know where it lies. Where some columns are marked as personal and others are not, those without a mark are left out: they stay in the copy for the test system, in the export to the warehouse, and after the erasure.",
  fix: "say it in the column's comment, in the words the others use",
  tradeoff:
    "A project that keeps its register of personal data elsewhere needs no marks: without the option, and while no comment has one, the rule is silent.",
  references: [
    "https://gdpr-info.eu/art-30-gdpr/",
    "https://gdpr-info.eu/art-4-gdpr/",
    "https://www.postgresql.org/docs/current/sql-comment.html",
  ],
  options: {
    marks: list(
      "words of which a comment on a personal column, or on its table, must hold one: `PII`, `class: personal`",
    ),
    columns: list("names of further columns that hold personal data: `nickname`"),
  },
  check({ schema, report, options }) {
    const marks = wholeWords(options.marks.length > 0 ? options.marks : usualMarks);
    const isMarked = ({ comment }: { readonly comment: string | null }): boolean => marks.test(comment ?? "");
    const tables = ownTables(schema);
    const marked = tables.flatMap((table) => [table, ...table.columns]).find(isMarked);
    if (options.marks.length === 0 && marked === undefined) return;
    const isPersonal = (column: Column): boolean =>
      isPersonalName(column.name) || options.columns.includes(column.name);
    for (const table of tables) {
      if (isMarked(table)) continue;
      for (const column of table.columns) {
        if (!isPersonal(column) || isMarked(column)) continue;
        report({
          at: column,
          message: `\`${column.path}\` seems to hold personal data, and no comment says so`,
          label: "not marked",
          related: marked === undefined ? [] : [{ at: marked, label: "marked" }],
        });
      }
    }
  },
});

/** Any of the marks, in any case, not inside a longer word. */
function wholeWords(marks: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`,
    "iu",
  );
}
