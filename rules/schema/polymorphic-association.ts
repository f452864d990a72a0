import type { Column, Table } from "../../src/model/schema.ts";
import { idStem, tableNames } from "../../src/model/schema/named-table.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { isRecordOfPast } from "../../src/model/schema/record-of-past.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/polymorphic-association",
  practice: "data/normalization",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a reference goes to one table",
  why: "A pair of columns such as owner_type and owner_id refers to one of several tables, and no foreign key can. Deleting the row it means leaves the reference behind, no cascade reaches it, a join needs one branch for each type, and a type that is renamed in the program leaves every old row pointing nowhere.",
  fix: "give each target a nullable foreign key of its own, with CHECK (num_nonnulls(…) = 1); or make a table for each pair; or let the targets share one parent table",
  tradeoff:
    "Over many targets, for comments or attachments that anything can have, a column for each is unwieldy, and rows left behind may be harmless.",
  references: [
    "https://www.postgresql.org/docs/current/functions-comparison.html#FUNCTIONS-COMPARISON-FUNC-TABLE",
    "https://docs.gitlab.com/development/database/polymorphic_associations/",
  ],
  check({ schema, report }) {
    const tables = ownTables(schema);
    const names = tableNames(tables);
    for (const table of tables) {
      if (isRecordOfPast(table)) continue;
      for (const { type, id, stem } of pairs(table)) {
        // `content_type` and `content_id` beside a table of contents are two properties of one of those.
        if (names.find(stem, table) !== undefined) continue;
        report({
          at: id,
          message: `\`${id.path}\` refers to whatever table \`${type.name}\` names, and has no foreign key`,
          label: id.type,
          related: [{ at: type, label: "which table it is" }],
        });
      }
    }
  },
});

const roles: ReadonlySet<string> = new Set(
  "entity resource object target subject owner parent source origin destination item content record model reference ref referenced actor related relation linked association associated principal holder container attachment assignee recipient".split(
    " ",
  ),
);

/** `commentable_type` and `commentable_id`, `owner_type` and `owner_id`. An event's type, or a token's, is no table. */
function pairs(
  table: Table,
): readonly { readonly type: Column; readonly id: Column; readonly stem: readonly string[] }[] {
  const byWords = new Map(table.columns.map((column) => [nameWords(column.name).join(" "), column]));
  const keys = new Set(table.foreignKeys.flatMap((key) => key.columns));
  return table.columns.flatMap((id) => {
    const stem = idStem(id.name);
    const last = stem?.at(-1) ?? "";
    if (stem === null || keys.has(id.name) || !(roles.has(last) || /.{3}(?:able|ible)$/.test(last))) return [];
    const type = byWords.get([...stem, "type"].join(" ")) ?? byWords.get([...stem, "kind"].join(" "));
    return type === undefined ? [] : [{ type, id, stem }];
  });
}
