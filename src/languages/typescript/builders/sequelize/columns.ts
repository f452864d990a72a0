import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, literal, own, quoted, sql, textOf } from "../parts.ts";
import type { Fields, Values } from "../values.ts";
import { enumName, quotedPath } from "./names.ts";
import type { Table } from "./names.ts";
import { dataType, defaultSql } from "./types.ts";
import type { DataType } from "./types.ts";

/** A column's attributes, in the order Sequelize prints them. */
export interface Attribute {
  readonly type: DataType;
  /** `allowNull: false`. */
  readonly notNull: boolean;
  readonly increment: "serial" | "identity" | null;
  readonly default: readonly Part[] | null;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  /** `REFERENCES …`, with its actions. */
  readonly references: readonly Part[] | null;
  readonly comment: readonly Part[] | null;
  /** The column's name when `field` gives another one than the key. */
  readonly field: readonly Part[] | null;
}

export function attributeOf(expression: ts.Expression, table: Table, values: Values): Attribute | null {
  const fields = values.fields(expression);
  const typeOnly = fields ? null : dataType(expression, values);
  if (typeOnly)
    return {
      type: typeOnly,
      notNull: false,
      increment: null,
      default: null,
      unique: false,
      primaryKey: false,
      references: null,
      comment: null,
      field: null,
    };
  const typed = fields?.get("type");
  if (!fields || !typed) return null;
  const type = dataType(typed.value, values, fields.get("values")?.value);
  const flags = ["allowNull", "autoIncrement", "autoIncrementIdentity", "primaryKey"].map((name) =>
    flag(fields, name, values),
  );
  const [allowNull, increment, identity, primaryKey] = flags;
  const references = referencesOf(fields, table, values);
  if (!type || flags.includes(null) || references === null) return null;
  const unique = values.plain(fields.get("unique")?.value);
  const given = fields.get("defaultValue")?.value;
  const value = given ? defaultSql(given, type, values) : "none";
  const comment = fields.get("comment")?.value;
  const field = fields.get("field")?.value;
  return {
    type,
    notNull: fields.has("allowNull") && allowNull !== true,
    increment: increment ? (identity ? "identity" : "serial") : null,
    default: value === "none" ? null : value,
    unique: unique?.value === true,
    primaryKey: primaryKey === true,
    references: references === "none" ? null : references,
    comment: comment ? values.text(comment) : null,
    field: field ? values.text(field) : null,
  };
}

/** A boolean option; undefined when it is not set, null when it is computed. */
function flag(fields: Fields, name: string, values: Values): boolean | undefined | null {
  const field = fields.get(name);
  const known = values.plain(field?.value);
  return known ? (known.value === undefined ? undefined : Boolean(known.value)) : null;
}

function referencesOf(fields: Fields, table: Table, values: Values): readonly Part[] | "none" | null {
  const given = fields.get("references")?.value;
  if (!given) return "none";
  const reference = values.fields(given);
  const model = reference?.get("model")?.value;
  const target = model ? tableReference(model, table, values) : null;
  const key = reference?.get("key")?.value;
  const column = key ? values.text(key) : own("id");
  const deferrable = reference?.get("deferrable")?.value;
  const onDelete = action(fields, "onDelete", values);
  const onUpdate = action(fields, "onUpdate", values);
  if (!target || !column || onDelete === null || onUpdate === null) return null;
  const deferred = deferrable ? deferrableSql(deferrable, values) : "";
  if (deferred === null) return null;
  return sql`REFERENCES ${target} (${quotedPath(column)})${onDelete}${onUpdate}${deferred}`;
}

/** A model given by name stands in the schema of the table that refers to it. */
function tableReference(model: ts.Expression, table: Table, values: Values): readonly Part[] | null {
  const name = values.text(model);
  if (name) return table.schema ? sql`${quoted(textOf(table.schema))}.${quoted(name)}` : quoted(name);
  const fields = values.fields(model);
  const tableName = values.text(fields?.get("tableName")?.value);
  const schema = fields?.get("schema")?.value;
  const schemaName = schema ? values.text(schema) : null;
  if (!tableName || (schema && !schemaName)) return null;
  return schemaName ? sql`${quoted(schemaName)}.${quoted(tableName)}` : quoted(tableName);
}

/** ` ON DELETE CASCADE`; empty when the option is not there. */
export function action(fields: Fields, name: "onDelete" | "onUpdate", values: Values): string | null {
  const known = values.plain(fields.get(name)?.value);
  if (!known) return null;
  if (known.value === undefined || known.value === null || known.value === "") return "";
  return typeof known.value === "string" ? ` ON ${name.slice(2).toUpperCase()} ${known.value.toUpperCase()}` : null;
}

/** `Sequelize.Deferrable.INITIALLY_DEFERRED`, called or not. */
export function deferrableSql(expression: ts.Expression, values: Values): string | null {
  switch (values.chain(values.resolve(expression)).links.at(-1)?.name) {
    case "INITIALLY_DEFERRED":
      return " DEFERRABLE INITIALLY DEFERRED";
    case "INITIALLY_IMMEDIATE":
      return " DEFERRABLE INITIALLY IMMEDIATE";
    case "NOT":
      return " NOT DEFERRABLE";
    default:
      return null;
  }
}

const serials: Readonly<Record<string, string>> = { BIGINT: "BIGSERIAL", SMALLINT: "SMALLSERIAL" };

/** The type as a column of `table` has it: an enum by its name, a serial by its own. */
function typeSql(attribute: Attribute, table: Table, column: readonly Part[]): readonly Part[] {
  const { type, increment } = attribute;
  if (increment === "serial") {
    const name = textOf(type.sql);
    return own(
      Object.hasOwn(serials, name) ? (serials[name] as string) : name === "INTEGER" ? "SERIAL" : `${name} SERIAL`,
    );
  }
  if (!type.values) return type.sql;
  return sql`${enumName(table, column)}${type.kind === "array" ? "[]" : ""}`;
}

/** Everything behind a column's name in CREATE TABLE and ADD COLUMN, but the primary key. */
export function definition(attribute: Attribute, table: Table, column: readonly Part[]): readonly Part[] {
  const pieces = [typeSql(attribute, table, column)];
  if (attribute.notNull && attribute.increment !== "serial") pieces.push(own("NOT NULL"));
  if (attribute.increment === "identity") pieces.push(own("GENERATED BY DEFAULT AS IDENTITY"));
  if (attribute.default) pieces.push(sql`DEFAULT ${attribute.default}`);
  if (attribute.unique) pieces.push(own("UNIQUE"));
  if (attribute.references) pieces.push(attribute.references);
  return join(pieces, " ");
}

/** The block that makes a column's enum type, unless there is one of its name. */
export function createEnum(attribute: Attribute, table: Table, column: readonly Part[]): readonly Part[] | null {
  if (!attribute.type.values) return null;
  const values = join(
    attribute.type.values.map((value) => literal(value)),
    ", ",
  );
  return sql`DO ${literal(sql`BEGIN CREATE TYPE ${enumName(table, column)} AS ENUM(${values}); EXCEPTION WHEN duplicate_object THEN null; END`)}`;
}

export function commentOn(attribute: Attribute, table: Table, column: readonly Part[]): readonly Part[] | null {
  return attribute.comment && sql`COMMENT ON COLUMN ${table.sql}.${quoted(column)} IS ${literal(attribute.comment)}`;
}
