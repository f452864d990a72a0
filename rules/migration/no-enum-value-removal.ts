import type { EnumType, Schema } from "../../src/model/schema.ts";
import { liveTable } from "../../src/model/schema/live-table.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/no-enum-value-removal",
  practice: "migration/compatibility",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an enum that is in use keeps its values",
  why: 'PostgreSQL cannot take a value out of an enum; the column gets a new enum instead. A row that has the value stops the migration, on the database that has such a row: production. And the release that still runs goes on to write and to ask for it, each time with "invalid input value for enum".',
  fix: "leave the value in the type, and stop writing it; take it out in a later release, once no row and no code has it",
  tradeoff: "Where no row has the value and the code that knew it is gone, the removal is safe.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS",
    "https://www.postgresql.org/docs/current/sql-altertype.html",
  ],
  check({ history, report }) {
    for (const folded of history.changes("alter-column-type", "rename-enum-value")) {
      const { change, before, after, step } = folded;
      if (change.kind === "rename-enum-value") {
        const type = enumOf(before, change.name.name);
        if (
          type === undefined ||
          folded.refusal !== null ||
          folded.statement.certainty !== "certain" ||
          !enumOf(step.before, change.name.name)?.values.includes(change.value)
        )
          continue;
        report({
          at: folded,
          message: `value \`${change.value}\` of enum \`${type.name}\` becomes \`${change.to}\`: the release that still runs knows only the old one`,
          label: "the old value stops working here",
          related: [{ at: type, label: "in use since here" }],
          fold: { by: "cause", key: `${step.anchor} ${type.name}` },
        });
        continue;
      }
      const table = liveTable(folded, change.table);
      const column = table?.column(change.column);
      const old = column === undefined ? undefined : enumOf(before, column.type);
      const now = enumOf(after, after.table(change.table)?.column(change.column)?.type ?? "");
      const lost =
        old === undefined || now === undefined ? [] : old.values.filter((value) => !now.values.includes(value));
      if (column === undefined || old === undefined || now === undefined || lost.length === 0) continue;
      const more = lost.length - 1;
      report({
        at: folded,
        message: `\`${column.path}\` loses the value \`${lost[0] as string}\`${more === 0 ? "" : ` and ${more} more`}`,
        label: "rows and code that have it fail here",
        related: [
          { at: old, label: "the values it had" },
          { at: now, label: "the values it gets" },
        ],
        fold: { by: "cause", key: `${step.anchor} ${now.name}` },
      });
    }
  },
});

function enumOf(schema: Schema, type: string): EnumType | undefined {
  const bare = (type.includes(".") ? type.slice(type.indexOf(".") + 1) : type).replaceAll('"', "");
  return schema.enums().find((candidate) => candidate.name === bare);
}
