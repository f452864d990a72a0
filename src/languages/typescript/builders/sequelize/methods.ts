import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, literal, placed, quoted, sql, textOf } from "../parts.ts";
import type { Values } from "../values.ts";
import { attributeOf, commentOn, createEnum, definition } from "./columns.ts";
import type { Attribute } from "./columns.ts";
import { addConstraint, addIndex, removeConstraint, removeIndex } from "./indexes.ts";
import { enumName, tableOf } from "./names.ts";

type Statements = readonly (readonly Part[])[];
export type Method = (args: readonly ts.Expression[], values: Values) => Statements | null;

/** Each method of the query interface that changes the schema, as version 6 of Sequelize sends it to PostgreSQL. */
export const methods: Readonly<Record<string, Method>> = {
  createTable,
  addColumn,
  changeColumn,
  removeColumn([table, column], values) {
    const [of, name] = [tableOf(table, values), values.text(column)];
    return of && name && [sql`ALTER TABLE ${inPublic(of)} DROP COLUMN ${quoted(name)}`];
  },
  renameColumn([table, from, to], values) {
    const [of, before, after] = [tableOf(table, values), values.text(from), values.text(to)];
    return of && before && after && [sql`ALTER TABLE ${of.sql} RENAME COLUMN ${quoted(before)} TO ${quoted(after)}`];
  },
  dropTable([table, options], values) {
    const of = tableOf(table, values);
    const given = options ? values.fields(options) : null;
    const cascade = ["cascade", "force"].some((name) => values.plain(given?.get(name)?.value)?.value === true);
    return of && [sql`DROP TABLE IF EXISTS ${of.sql}${cascade ? " CASCADE" : ""}`];
  },
  renameTable([from, to], values) {
    const [before, after] = [tableOf(from, values), tableOf(to, values)];
    return before && after && [sql`ALTER TABLE ${before.sql} RENAME TO ${after.sql}`];
  },
  addIndex,
  removeIndex,
  addConstraint,
  removeConstraint,
  createSchema([schema], values) {
    const name = values.text(schema);
    return name && [sql`CREATE SCHEMA IF NOT EXISTS ${quoted(name)}`];
  },
  dropSchema([schema], values) {
    const name = values.text(schema);
    return name && [sql`DROP SCHEMA IF EXISTS ${quoted(name)} CASCADE`];
  },
};

/** ADD COLUMN and DROP COLUMN name the schema always. */
function inPublic(of: NonNullable<ReturnType<typeof tableOf>>): readonly Part[] {
  return of.schema ? of.sql : sql`"public".${of.sql}`;
}

function createTable(args: readonly ts.Expression[], values: Values): Statements | null {
  const [name, columns, optionsGiven] = args;
  const options = optionsGiven ? values.fields(optionsGiven) : null;
  const table = tableOf(name, values, options?.get("schema")?.value);
  const fields = values.fields(columns);
  if (!table || !fields || (optionsGiven && !options)) return null;
  const before: (readonly Part[])[] = [];
  const after: (readonly Part[])[] = [];
  const lines: (readonly Part[])[] = [];
  const keys: (readonly Part[])[] = [];
  const comment = options?.get("comment");
  const text = comment ? values.text(comment.value) : null;
  if (text) after.push(sql`COMMENT ON TABLE ${table.sql} IS ${literal(text)}`);
  for (const [key, field] of fields) {
    const attribute = attributeOf(field.value, table, values);
    if (!attribute) return null;
    const column = attribute.field ?? [{ text: key, outer: keyStart(field.key, key, values) }];
    before.push(...present(createEnum(attribute, table, column)));
    after.push(...present(commentOn(attribute, table, column)));
    const at = { start: values.at(field.key).start, end: values.at(field.value).end };
    lines.push(
      placed(
        at.end > at.start ? at : values.at(field.value),
        sql`${quoted(column)} ${definition(attribute, table, column)}`,
      ),
    );
    if (attribute.primaryKey) keys.push(quoted(textOf(column)));
  }
  const unique = uniqueKeys(options?.get("uniqueKeys")?.value, values);
  if (!unique) return null;
  lines.push(...unique);
  if (keys.length > 0) lines.push(sql`PRIMARY KEY (${join(keys, ", ")})`);
  return [...before, sql`CREATE TABLE IF NOT EXISTS ${table.sql} (${join(lines, ", ")})`, ...after];
}

/** Where a key's name begins; null when it is not written out there. */
function keyStart(key: ts.Node, name: string, values: Values): number | null {
  const { start } = values.at(key);
  const source = values.source(key);
  return source === name ? start : source.slice(1, -1) === name ? start + 1 : null;
}

function uniqueKeys(option: ts.Expression | undefined, values: Values): Statements | null {
  if (!option) return [];
  const keys = [...(values.fields(option)?.values() ?? [])].map((key) => {
    const fields = values.fields(key.value);
    const columns = values.list(fields?.get("fields")?.value)?.map((column) => values.text(column));
    const known = columns?.every((column) => column !== null) ? columns : null;
    return (
      known &&
      placed(
        values.at(key.value),
        sql`UNIQUE (${join(
          known.map((column) => quoted(column)),
          ", ",
        )})`,
      )
    );
  });
  return values.fields(option) && keys.every((key) => key !== null) ? keys : null;
}

function addColumn([tableName, column, given]: readonly ts.Expression[], values: Values): Statements | null {
  const table = tableOf(tableName, values);
  const name = values.text(column);
  const attribute = table && given ? attributeOf(given, table, values) : null;
  if (!table || !name || !attribute || !given || !column) return null;
  const at = { start: values.at(column).start, end: values.at(given).end };
  const added = placed(at, sql`ADD COLUMN ${quoted(name)} ${definition(attribute, table, name)}`);
  return [
    ...present(createEnum(attribute, table, name)),
    sql`ALTER TABLE ${inPublic(table)} ${added}`,
    ...present(commentOn(attribute, table, name)),
  ];
}

/** One statement for each property: Sequelize drops the default and NOT NULL that the new definition does not repeat. */
function changeColumn([tableName, column, given]: readonly ts.Expression[], values: Values): Statements | null {
  const table = tableOf(tableName, values);
  const name = values.text(column);
  const attribute = table && given ? attributeOf(given, table, values) : null;
  if (!table || !name || !attribute || !isPlainChange(attribute)) return null;
  const alter = (what: string, ...rest: (readonly Part[])[]): readonly Part[] =>
    sql`ALTER TABLE ${table.sql} ALTER COLUMN ${quoted(name)} ${what}${join(rest, "")}`;
  const statements: (readonly Part[])[] = [];
  const { references } = attribute;
  if (attribute.notNull) statements.push(alter("SET NOT NULL"));
  else if (!references) statements.push(alter("DROP NOT NULL"));
  if (attribute.default) statements.push(alter("SET DEFAULT ", attribute.default));
  else if (!references) statements.push(alter("DROP DEFAULT"));
  statements.push(...present(createEnum(attribute, table, name)));
  if (attribute.unique) statements.push(sql`ALTER TABLE ${table.sql} ADD UNIQUE (${quoted(name)})`);
  if (references) statements.push(sql`ALTER TABLE ${table.sql} ADD FOREIGN KEY (${quoted(name)}) ${references}`);
  else if (attribute.type.values)
    statements.push(
      alter("TYPE ", sql`${enumName(table, name, false)} USING (${quoted(name)}::${enumName(table, name)})`),
    );
  else statements.push(alter("TYPE ", attribute.type.sql));
  statements.push(...present(commentOn(attribute, table, name)));
  return statements;
}

/** What Sequelize takes apart by patterns in the text comes out as written only for these. */
function isPlainChange({ default: value, unique, references, increment, comment, type }: Attribute): boolean {
  if (increment || (type.values && type.kind === "array")) return false;
  return !(value && (unique || references)) && !(unique && (comment || references)) && !(comment && references);
}

function present(statement: readonly Part[] | null): Statements {
  return statement ? [statement] : [];
}
