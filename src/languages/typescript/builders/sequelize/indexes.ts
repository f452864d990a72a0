import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import type { Fields, Values } from "../values.ts";
import { action, deferrableSql } from "./columns.ts";
import { quotedPath, tableOf, underscore } from "./names.ts";
import { methodSql } from "./types.ts";
import { whereSql } from "./where.ts";

type Statements = readonly (readonly Part[])[];

interface IndexField {
  readonly sql: readonly Part[];
  /** Null for an expression, which has no name. */
  readonly name: string | null;
}

/** `addIndex(table, fields, options)`, or `addIndex(table, options)` with its fields inside. */
export function addIndex(args: readonly ts.Expression[], values: Values): Statements | null {
  const [tableName, second, third] = args;
  const table = tableOf(tableName, values);
  const listed = values.list(second);
  const optionsGiven = listed ? third : second;
  const options: Fields | null = optionsGiven ? values.fields(optionsGiven) : new Map();
  if (!table || !options) return null;
  const fields = indexFields(
    listed ?? values.list(options.get("fields")?.value),
    values,
    values.string(options.get("operator")?.value),
  );
  if (!fields) return null;
  const given = options.get("name");
  const name = given ? values.text(given.value) : generatedName(textOf(table.name), fields);
  const [unique, concurrently] = ["unique", "concurrently"].map((each) => values.plain(options.get(each)?.value));
  const kind = values.plain(options.get("type")?.value);
  const using = values.plain(options.get("using")?.value);
  const where = options.get("where");
  const condition = where ? whereSql(where.value, values) : [];
  if (!name || !unique || !concurrently || !kind || !using || !condition) return null;
  const isUnique = Boolean(unique.value) || (typeof kind.value === "string" && kind.value.toLowerCase() === "unique");
  const method = typeof using.value === "string" ? ` USING ${using.value}` : "";
  const head = `CREATE ${isUnique ? "UNIQUE " : ""}INDEX ${concurrently.value ? "CONCURRENTLY " : ""}`;
  const tail = where ? sql` WHERE ${condition}` : "";
  return [
    sql`${head}${quotedPath(name)} ON ${table.split}${method} (${join(
      fields.map((field) => field.sql),
      ", ",
    )})${tail}`,
  ];
}

function generatedName(table: string, fields: readonly IndexField[]): readonly Part[] | null {
  if (fields.some((field) => field.name === null)) return null;
  return own(
    underscore(`${table.replaceAll(".", "_").replaceAll(/["']/g, "")}_${fields.map((field) => field.name).join("_")}`),
  );
}

function indexFields(
  listed: readonly ts.Expression[] | null,
  values: Values,
  operatorOption: string | null,
): readonly IndexField[] | null {
  const fields = (listed ?? []).map((field): IndexField | null => {
    const written = values.text(field);
    const operator = operatorOption === null ? "" : ` ${operatorOption}`;
    if (written) return { sql: sql`${quoted(written)}${operator}`, name: textOf(written) };
    const options = values.fields(field);
    if (!options) {
      const method = methodSql(values.chain(values.resolve(field)), values);
      return method && { sql: method, name: null };
    }
    const name = values.text((options.get("attribute") ?? options.get("name"))?.value);
    const [collate, own_, order] = ["collate", "operator", "order"].map((each) =>
      values.plain(options.get(each)?.value),
    );
    if (!name || !collate || !own_ || !order) return null;
    const collation = typeof collate.value === "string" ? sql` COLLATE ${quoted(collate.value)}` : "";
    const chosen = typeof own_.value === "string" ? ` ${own_.value}` : operator;
    return {
      sql: sql`${quoted(name)}${collation}${chosen}${typeof order.value === "string" ? ` ${order.value}` : ""}`,
      name: textOf(name),
    };
  });
  return fields.length > 0 && fields.every((field) => field !== null) ? fields : null;
}

export function removeIndex(
  [tableName, which, optionsGiven]: readonly ts.Expression[],
  values: Values,
): Statements | null {
  const table = tableOf(tableName, values);
  const named = values.text(which);
  const columns = named ? null : values.list(which)?.map((column) => values.string(column));
  const options = optionsGiven ? values.fields(optionsGiven) : null;
  const concurrently = values.plain(options?.get("concurrently")?.value);
  if (!table || !concurrently || (!named && !columns?.every((column) => column !== null))) return null;
  const name = named ?? own(underscore(`${textOf(table.name)}_${(columns ?? []).join("_")}`));
  return [sql`DROP INDEX ${concurrently.value ? "CONCURRENTLY " : ""}IF EXISTS ${quotedPath(name)}`];
}

export function removeConstraint([tableName, constraint]: readonly ts.Expression[], values: Values): Statements | null {
  const table = tableOf(tableName, values);
  const name = values.text(constraint);
  return table && name && [sql`ALTER TABLE ${table.split} DROP CONSTRAINT ${quotedPath(name)}`];
}

const suffixes: Readonly<Record<string, string>> = {
  UNIQUE: "uk",
  CHECK: "ck",
  "PRIMARY KEY": "pk",
  "FOREIGN KEY": "fk",
};

/** `addConstraint(table, { type, fields, … })`; with the options third, as version 4 had it, the columns come second. */
export function addConstraint([tableName, second, third]: readonly ts.Expression[], values: Values): Statements | null {
  const table = tableOf(tableName, values);
  const options = values.fields(third && values.list(second) ? third : second);
  const columns = values
    .list(options?.get("fields")?.value ?? (third ? second : undefined))
    ?.map((column) => values.text(column) ?? values.text(values.fields(column)?.get("name")?.value));
  const type = values.string(options?.get("type")?.value)?.toUpperCase() ?? "";
  if (!table || !options || !columns?.every((column) => column !== null) || !Object.hasOwn(suffixes, type)) return null;
  const body = bodyOf(type, columns, options, values);
  if (!body) return null;
  const given = options.get("name");
  // The generated name is made of names in quotes, whose quotes then go.
  const target = type === "FOREIGN KEY" ? `_${body.table ?? ""}` : "";
  const name = given
    ? values.text(given.value)
    : own(
        `${textOf(table.split)}_${columns.map((column) => textOf(column)).join("_")}${target}_${suffixes[type]}`.replaceAll(
          '"',
          "",
        ),
      );
  const deferrable = options.get("deferrable")?.value;
  const deferred = deferrable && type !== "CHECK" ? deferrableSql(deferrable, values) : "";
  if (!name || deferred === null) return null;
  return [sql`ALTER TABLE ${table.split} ADD CONSTRAINT ${quoted(name)} ${body.sql}${deferred}`];
}

function bodyOf(
  type: string,
  columns: readonly (readonly Part[])[],
  options: Fields,
  values: Values,
): { readonly sql: readonly Part[]; readonly table?: string } | null {
  const list = join(
    columns.map((column) => quoted(column)),
    ", ",
  );
  if (type === "CHECK") {
    const where = options.get("where");
    const condition = where ? whereSql(where.value, values) : null;
    return condition && { sql: sql`CHECK (${condition})` };
  }
  if (type !== "FOREIGN KEY") return { sql: sql`${type} (${list})` };
  const references = values.fields(options.get("references")?.value);
  const target = tableOf(references?.get("table")?.value, values);
  const field = references?.get("field");
  const fields = field ? [field.value] : values.list(references?.get("fields")?.value);
  const names = fields?.map((each) => values.text(each));
  const onUpdate = action(options, "onUpdate", values);
  const onDelete = action(options, "onDelete", values);
  if (!target || !names?.every((name) => name !== null) || onUpdate === null || onDelete === null) return null;
  const referred = join(
    names.map((name) => quoted(name)),
    ", ",
  );
  return {
    sql: sql`FOREIGN KEY (${list}) REFERENCES ${target.sql} (${referred})${onUpdate}${onDelete}`,
    table: textOf(target.name),
  };
}
