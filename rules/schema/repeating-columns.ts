import type { Column, Table } from "../../src/model/schema.ts";
import { withoutModifier } from "../../src/model/schema/comparable-types.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/repeating-columns",
  practice: "data/normalization",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no table keeps a list as numbered columns",
  why: "phone1, phone2, phone3 are a list with an end. A fourth needs a migration, a search for one number asks three columns and needs three indexes, nothing keeps the same number from standing in two of them, and most of them are null in most rows. It is what first normal form is about.",
  fix: "move them to a table of their own, a row for each, with a foreign key to this one",
  tradeoff:
    "Where the number is part of the meaning and fixed, as with the lines of a postal address, columns are right.",
  references: [
    "https://en.wikipedia.org/wiki/First_normal_form",
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
  ],
  options: { least: count("this many numbered columns are a list", 3, 2) },
  check({ schema, options, report }) {
    for (const table of ownTables(schema)) {
      for (const { name, columns } of numbered(table)) {
        if (columns.length < options.least) continue;
        const [first, last] = [columns[0] as Column, columns.at(-1) as Column];
        report({
          at: first,
          message: `\`${table.path}\` keeps ${columns.length} of a kind as columns: \`${first.name}\` to \`${last.name}\``,
          label: "the first of them",
          related: [{ at: last, label: "the last" }],
          key: name,
        });
      }
    }
  },
});

/** Columns of one type whose names differ in a number alone that counts up from 0 or 1: `phone_2`, `phone2`, `phone_2_type`. */
function numbered(table: Table): readonly { readonly name: string; readonly columns: readonly Column[] }[] {
  const groups = new Map<string, Map<number, Column>>();
  for (const column of table.columns) {
    const match = /^(.*[A-Za-z]_?)(\d{1,2})((?:_.*)?)$/.exec(column.name);
    if (match === null || isAddress(column.name)) continue;
    const name = `${match[1] as string}#${match[3] as string} ${withoutModifier(column.type)}`;
    const group = groups.get(name) ?? new Map<number, Column>();
    groups.set(name, group.set(Number(match[2]), column));
  }
  return [...groups].flatMap(([name, group]) => {
    const from = group.has(0) ? 0 : 1;
    const columns: Column[] = [];
    for (let column = group.get(from); column !== undefined; column = group.get(from + columns.length))
      columns.push(column);
    return columns.length < group.size ? [] : [{ name, columns }];
  });
}

function isAddress(name: string): boolean {
  return /addr|street|line/i.test(name);
}
