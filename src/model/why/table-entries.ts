import type { Column, ForeignKey, Table } from "../schema.ts";
import type { Entry } from "./account.ts";
import type { ColumnLife, TableLife } from "./lives.ts";
import { tablesBehind } from "./table-uses.ts";
import { withSchema } from "./topics.ts";

/** A table as it is now, or one column of it: the keys that lead away and here, and the views that read it. */
export function tableEntries(life: TableLife, column: ColumnLife | null): readonly Entry[] {
  const { history, path } = life;
  const { schema } = history;
  const gone = column?.gone ?? life.gone;
  if (gone)
    return [
      {
        at: gone.change.at,
        what: `\`${column ? `${path}.${column.name}` : path}\` is gone: no migration after this one makes it again`,
      },
    ];
  const table = schema.table(withSchema(path));
  if (!table) return [];
  const own = column && table.column(column.name);
  const touches = (columns: readonly string[]): boolean => column === null || columns.includes(column.name);
  const away = table.foreignKeys.filter(({ columns }) => touches(columns));
  const here = table.referencedBy.filter(({ references }) => touches(references.columns));
  const views = schema.views().filter((view) => tablesBehind(view, schema).some((each) => each.path === path));
  return [
    ...(own
      ? [columnEntry(table, own)]
      : column
        ? []
        : [{ at: table.at, what: `\`${path}\`, ${table.columns.length} columns, of ${history.name}` }]),
    ...away.map((key) => ({ at: key.at, what: `foreign key \`${key.path}\` leads to \`${targetOf(key)}\`` })),
    ...here.map((key) => ({ at: key.at, what: `foreign key \`${key.path}\` leads here` })),
    ...views
      .filter(({ query }) => column === null || query.includes("*") || query.includes(column.name))
      .map((view) => ({ at: view.at, what: `view \`${view.path}\` reads it` })),
  ];
}

function columnEntry(table: Table, { at, path, name, type, nullable, default: filled }: Column): Entry {
  const key = table.primaryKey?.columns.includes(name) ? ", primary key" : "";
  const given = filled === null ? "" : `, default ${filled.text}`;
  return { at, what: `\`${path}\` ${type}${nullable ? "" : " NOT NULL"}${given}${key}` };
}

function targetOf({ references }: ForeignKey): string {
  const { schema, table, columns } = references;
  return `${schema === "public" ? "" : `${schema}.`}${table}${columns.length > 0 ? `(${columns.join(", ")})` : ""}`;
}
