import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import { optionsOf, type Options } from "../options.ts";
import { must } from "../told.ts";
import type { Values } from "../values.ts";

/** What a column is made of: its text, and the statements that follow the one it stands in. */
export interface Column {
  readonly name: string;
  readonly sql: readonly Part[];
  readonly after: readonly (readonly Part[])[];
}

/** The names of db-migrate's types, by those of its constants (`dataType.BIG_INTEGER`). */
const constants: Readonly<Record<string, string>> = {
  STRING: "string",
  INTEGER: "int",
  BIG_INTEGER: "bigint",
  SMALL_INTEGER: "smallint",
  DATE_TIME: "datetime",
};

const types: Readonly<Record<string, string>> = {
  string: "VARCHAR",
  datetime: "TIMESTAMP",
  blob: "BYTEA",
  int: "INTEGER",
};

/** A specification: a type alone, or an object. */
export function specificationOf(given: ts.Expression | undefined, values: Values): { type: string; options: Options } {
  const expression = must(given);
  const alone = values.string(expression) ?? constantOf(expression, values);
  if (alone !== null) return { type: alone, options: optionsOf(undefined, values) };
  const options = optionsOf(expression, values);
  const type = options.expression("type");
  return { type: type ? must(values.string(type) ?? constantOf(type, values)) : "", options };
}

/** `type.STRING`, `dbm.dataType.STRING`. */
function constantOf(expression: ts.Expression, values: Values): string | null {
  const name = values.chain(values.resolve(expression)).links.at(-1);
  if (!name || name.args || !/^[A-Z_]+$/.test(name.name)) return null;
  return Object.hasOwn(constants, name.name) ? (constants[name.name] as string) : name.name.toLowerCase();
}

/** The type as PostgreSQL knows it; db-migrate hands on in capitals what it does not know. */
export function typeSql(type: string): string {
  return Object.hasOwn(types, type) ? (types[type] as string) : type.toUpperCase();
}

export function lengthSql(options: Options): string {
  const length = options.plain("length");
  return length ? ` (${String(length)})` : "";
}

/**
 * A column of CREATE TABLE or ADD COLUMN: type, length, time zone, serial, key, NOT NULL, UNIQUE, default, in the order
 * in which createColumnDef and createColumnConstraint of db-migrate-pg put them.
 *
 * @param isKey whether it says itself that it is the primary key: only in CREATE TABLE, and as the only such column
 */
export function column(
  table: readonly Part[],
  name: readonly Part[],
  given: ts.Expression | undefined,
  isKey: boolean,
  values: Values,
): Column {
  const { type: written, options } = specificationOf(given, values);
  const zoned = /^(time|timestamp)tz$/.exec(written)?.[1];
  const type = zoned ?? written;
  const primaryKey = options.flag("primaryKey");
  const increments = primaryKey && options.flag("autoIncrement");
  const fallback = options.expression("defaultValue");
  const clauses = [
    sql`${quoted(name)}${increments ? "" : ` ${typeSql(type)}`}${lengthSql(options)}`,
    ...(zoned !== undefined || options.flag("timezone") ? [own("WITH TIME ZONE")] : []),
    ...(increments ? [own(type === "bigint" ? "BIGSERIAL" : "SERIAL")] : []),
    ...(primaryKey && isKey ? [own("PRIMARY KEY")] : []),
    ...(options.plain("notNull") === true ? [own("NOT NULL")] : []),
    ...(options.flag("unique") ? [own("UNIQUE")] : []),
    ...(fallback && options.has("defaultValue") ? [sql`DEFAULT ${defaultSql(fallback, values)}`] : []),
  ];
  const comment = options.text("comment");
  // They are taken from the end of a list: the foreign key stands before the comment in it when a table is made.
  const after = [
    ...(comment ? [sql`COMMENT on COLUMN ${table}.${name} IS '${comment}'`] : []),
    ...(options.has("foreignKey") ? [bound(table, name, must(options.expression("foreignKey")), values)] : []),
  ];
  return { name: textOf(name), sql: join(clauses, " "), after };
}

/** A text between quotes as it is, anything else bare; `{ raw: "now()" }` and `new String("now()")` are SQL. */
export function defaultSql(given: ts.Expression, values: Values): readonly Part[] {
  const text = values.text(given);
  if (text) return sql`'${text}'`;
  const known = values.plain(given);
  if (known && (typeof known.value === "number" || typeof known.value === "boolean")) return own(String(known.value));
  const fields = must(values.fields(given));
  const raw = fields.get("raw") ?? fields.get("prep");
  if (raw) return must(values.text(raw.value));
  return own(must(values.string(fields.get("special")?.value) === "CURRENT_TIMESTAMP" ? "CURRENT_TIMESTAMP" : null));
}

function bound(table: readonly Part[], name: readonly Part[], given: ts.Expression, values: Values): readonly Part[] {
  const options = optionsOf(given, values);
  const mapping = options.expression("mapping");
  const single = mapping ? values.text(mapping) : null;
  const pairs = single ? [[name, single] as const] : pairsOf(mapping, values);
  return foreignKey(
    table,
    must(options.text("table")),
    must(options.text("name")),
    pairs,
    options.expression("rules"),
    values,
  );
}

type Pair = readonly [from: readonly Part[], to: readonly Part[]];

/** `{ own_column: "referenced_column" }`. */
export function pairsOf(mapping: ts.Expression | undefined, values: Values): readonly Pair[] {
  return [...must(values.fields(mapping))].map(([from, { value }]) => [own(from), must(values.text(value))] as const);
}

export function foreignKey(
  table: readonly Part[],
  referenced: readonly Part[],
  name: readonly Part[],
  pairs: readonly Pair[],
  rules: ts.Expression | undefined,
  values: Values,
): readonly Part[] {
  const { plain } = optionsOf(rules, values);
  const list = (index: 0 | 1) =>
    join(
      pairs.map((pair) => quoted(pair[index])),
      ", ",
    );
  const action = (when: "onDelete" | "onUpdate") => String(plain(when) || "NO ACTION");
  return sql`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} FOREIGN KEY (${list(0)}) REFERENCES ${quoted(referenced)} (${list(1)}) ON DELETE ${action("onDelete")} ON UPDATE ${action("onUpdate")}`;
}
