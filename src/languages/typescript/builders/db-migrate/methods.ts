import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, placed, quoted, sql, textOf } from "../parts.ts";
import { optionsOf } from "../options.ts";
import { must } from "../told.ts";
import type { Values } from "../values.ts";
import { column, defaultSql, foreignKey, lengthSql, pairsOf, specificationOf, typeSql } from "./columns.ts";

type Method = (args: readonly ts.Expression[], values: Values) => readonly (readonly Part[])[];

/** The methods that change the schema, as version 1.5 of db-migrate-pg sends them (with those of db-migrate-base). */
export const methods: Readonly<Record<string, Method>> = {
  createTable([name, given], values) {
    const table = must(values.text(name));
    const fields = must(values.fields(given));
    const nested = fields.get("columns");
    const columns = nested ? must(values.fields(nested.value)) : fields;
    const guard = nested && optionsOf(given, values).flag("ifNotExists") ? "IF NOT EXISTS " : "";
    const keys = [...columns].filter(([, { value }]) => specificationOf(value, values).options.flag("primaryKey"));
    const read = [...columns].map(([key, { key: at, value }]) => {
      const one = column(table, own(key), value, keys.length === 1, values);
      return { ...one, sql: placed({ start: values.at(at).start, end: values.at(value).end }, one.sql) };
    });
    const lines = read.map((one) => one.sql);
    if (keys.length > 1)
      lines.push(
        sql`PRIMARY KEY (${join(
          keys.map(([key]) => quoted(key)),
          ", ",
        )})`,
      );
    return [
      sql`CREATE TABLE ${guard}${quoted(table)} (${join(lines, ", ")})`,
      ...read.toReversed().flatMap((one) => one.after),
    ];
  },
  dropTable([name, given], values) {
    const guard = optionsOf(given, values).flag("ifExists") ? "IF EXISTS " : "";
    return [sql`DROP TABLE ${guard}${named(name, values)}`];
  },
  renameTable: ([name, to], values) => [sql`ALTER TABLE ${named(name, values)} RENAME TO ${named(to, values)}`],
  addColumn([name, columnName, given], values) {
    const table = must(values.text(name));
    const one = column(table, must(values.text(columnName)), given, false, values);
    const at = { start: values.at(must(columnName)).start, end: values.at(must(given)).end };
    return [sql`ALTER TABLE ${quoted(table)} ${placed(at, sql`ADD COLUMN ${one.sql}`)}`, ...one.after.toReversed()];
  },
  removeColumn: ([name, columnName], values) => [
    sql`ALTER TABLE ${named(name, values)} DROP COLUMN ${named(columnName, values)}`,
  ],
  renameColumn: ([name, columnName, to], values) => [
    sql`ALTER TABLE ${named(name, values)} RENAME COLUMN ${named(columnName, values)} TO ${named(to, values)}`,
  ],
  changeColumn,
  addIndex([name, index, columns, unique], values) {
    const listed = values.list(columns) ?? [must(columns)];
    const isUnique = Boolean(must(values.plain(unique)).value);
    return [
      sql`CREATE ${isUnique ? "UNIQUE " : ""}INDEX ${named(index, values)} ON ${named(name, values)} (${join(
        listed.map((one) => named(one, values)),
        ", ",
      )})`,
    ];
  },
  // With one argument that is the index.
  removeIndex: ([name, index], values) => [sql`DROP INDEX ${named(index ?? name, values)}`],
  addForeignKey: ([name, referenced, key, mapping, rules], values) => [
    foreignKey(
      must(values.text(name)),
      must(values.text(referenced)),
      must(values.text(key)),
      pairsOf(mapping, values),
      rules,
      values,
    ),
  ],
  removeForeignKey: ([name, key], values) => [
    sql`ALTER TABLE ${named(name, values)} DROP CONSTRAINT ${named(key, values)}`,
  ],
};

/** What the new specification does not repeat goes: NOT NULL and the default; a type is cast to. */
function changeColumn([name, columnName, given]: readonly ts.Expression[], values: Values) {
  const table = must(values.text(name));
  const quotedColumn = named(columnName, values);
  const { type, options } = specificationOf(given, values);
  const alter = (what: string, ...more: (readonly Part[])[]): readonly Part[] =>
    sql`ALTER TABLE ${quoted(table)} ALTER COLUMN ${quotedColumn} ${what}${join(more, "")}`;
  const unique = options.plain("unique");
  const constraint = quoted(`${textOf(table)}_${textOf(must(values.text(columnName)))}_key`);
  const fallback = options.has("defaultValue") ? options.expression("defaultValue") : undefined;
  // Printed with `%s`, where an object is no SQL.
  if (fallback && !values.plain(fallback)) must(null);
  if (fallback && typeof values.plain(fallback)?.value === "object") must(null);
  const using = options.text("using") ?? sql`USING ${quotedColumn}::${typeSql(type)}`;
  return [
    alter(options.plain("notNull") === true ? "SET NOT NULL" : "DROP NOT NULL"),
    ...(unique === true
      ? [sql`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${constraint} UNIQUE (${quotedColumn})`]
      : []),
    ...(unique === false ? [sql`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${constraint}`] : []),
    fallback ? alter("SET DEFAULT ", defaultSql(fallback, values)) : alter("DROP DEFAULT"),
    ...(type === "" ? [] : [alter(`TYPE ${typeSql(type)}${lengthSql(options)} `, using)]),
  ];
}

function named(expression: ts.Expression | undefined, values: Values): readonly Part[] {
  return quoted(must(values.text(expression)));
}
