import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { literal, own, placed, sql, textOf } from "../parts.ts";
import { optionsOf } from "../options.ts";
import { must } from "../told.ts";
import type { Link, Values } from "../values.ts";
import { wrapped } from "./names.ts";

/** A column of a table's callback: its type and what its modifiers add. */
export interface Column {
  readonly name: readonly Part[];
  readonly type: readonly Part[];
  readonly isEnum: boolean;
  /** `create type …` that must come before. */
  readonly enumType: readonly Part[] | null;
  readonly nullable: boolean | null;
  readonly default: readonly Part[] | null;
  readonly comment: readonly Part[] | null;
  /** Set by `.alter()`: whether its type and its nullability change. */
  readonly alter: { readonly type: boolean; readonly nullable: boolean } | null;
  readonly at: { readonly start: number; readonly end: number };
}

const plainTypes: Readonly<Record<string, string>> = {
  tinyint: "smallint",
  smallint: "smallint",
  mediumint: "integer",
  integer: "integer",
  bigint: "bigint",
  bigInteger: "bigint",
  biginteger: "bigint",
  float: "real",
  double: "double precision",
  boolean: "boolean",
  bool: "boolean",
  date: "date",
  time: "time",
  geometry: "geometry",
  geography: "geography",
  point: "point",
  text: "text",
  binary: "bytea",
  json: "json",
  jsonb: "jsonb",
};

/** Modifiers that PostgreSQL's compiler does not print, and those that other readers take. */
const silent = new Set(
  "unsigned first after collate index unique primary references inTable on onDelete onUpdate withKeyName deferrable".split(
    " ",
  ),
);

/** The column a chain begins, or null when its first method is none of a type. */
export function columnOf(links: readonly Link[], hasPrimaryKey: boolean, values: Values): Column | null {
  const [first, ...modifiers] = links;
  const type = first && typeOf(first, hasPrimaryKey, values);
  if (!first || !type) return null;
  const increments = /increments$/i.test(first.name);
  let nullable: boolean | null = null;
  let value: readonly Part[] | null = null;
  let comment: readonly Part[] | null = null;
  let alter: Column["alter"] = null;
  for (const { name, args } of modifiers) {
    const [argument] = must(args);
    if (name === "notNullable" || name === "notNull") nullable = false;
    else if (name === "nullable") nullable = argument ? must(values.plain(argument)).value !== false : true;
    else if (/^default(?:s?To)?$/.test(name)) value = defaultOf(must(argument), first.name, values);
    else if (name === "comment") comment = must(values.text(argument));
    else if (name === "alter") {
      const options = optionsOf(argument, values);
      alter = { type: options.plain("alterType") !== false, nullable: options.plain("alterNullable") !== false };
    } else if (!silent.has(name)) return must<Column>(null);
  }
  const last = links.at(-1) as Link;
  return {
    ...type,
    nullable: increments ? null : nullable,
    default: increments ? null : value,
    comment,
    alter,
    at: { start: values.at(first.node).start, end: values.at(last.node).end },
  };
}

type Typed = Pick<Column, "name" | "type" | "isEnum" | "enumType">;

function typeOf({ name: method, args }: Link, hasPrimaryKey: boolean, values: Values): Typed | null {
  const [given, first, second] = args ?? [];
  const typed = (type: string | readonly Part[], more: Partial<Typed> = {}): Typed => ({
    name: must(values.text(given)),
    type: own(type),
    isEnum: false,
    enumType: null,
    ...more,
  });
  const plain = Object.hasOwn(plainTypes, method) ? plainTypes[method] : undefined;
  if (plain !== undefined) return typed(plain);
  switch (method) {
    case "increments":
    case "bigIncrements":
    case "bigincrements": {
      const keyed = optionsOf(first, values);
      const isKey = !hasPrimaryKey && (first === undefined || keyed.flag("primaryKey"));
      return {
        name: given ? must(values.text(given)) : own("id"),
        type: own(`${method === "increments" ? "serial" : "bigserial"}${isKey ? " primary key" : ""}`),
        isEnum: false,
        enumType: null,
      };
    }
    case "uuid":
      return typed(`uuid${!hasPrimaryKey && optionsOf(first, values).flag("primaryKey") ? " primary key" : ""}`);
    case "string":
    case "varchar":
      return typed(`varchar(${numberOf(first, 255, values)})`);
    case "decimal": {
      if (first && values.plain(first)?.value === null) return typed("decimal");
      return typed(`decimal(${numberOf(first, 8, values)}, ${numberOf(second, 2, values)})`);
    }
    case "timestamp":
    case "datetime":
    case "dateTime":
      return typed(timestamp(first, second, values));
    case "specificType":
      return typed(must(values.text(first)));
    case "enum":
    case "enu":
      return enumOf(must(values.text(given)), first, second, values);
    default:
      return null;
  }
}

function numberOf(expression: ts.Expression | undefined, fallback: number, values: Values): number {
  const { value } = must(values.plain(expression));
  const number = Number.parseInt(String(value), 10);
  return Number.isNaN(number) ? fallback : number;
}

function timestamp(first: ts.Expression | undefined, second: ts.Expression | undefined, values: Values): string {
  const given = must(values.plain(first)).value;
  const options =
    typeof given === "object" && given !== null && !Array.isArray(given)
      ? (given as Readonly<Record<string, unknown>>)
      : null;
  const zoned = options ? options["useTz"] !== false : !given;
  const precision = options ? options["precision"] : must(values.plain(second)).value;
  return `${zoned ? "timestamptz" : "timestamp"}${precision === undefined || precision === null ? "" : `(${String(precision)})`}`;
}

function enumOf(
  name: readonly Part[],
  allowed: ts.Expression | undefined,
  given: ts.Expression | undefined,
  values: Values,
): Typed {
  const options = optionsOf(given, values);
  const labels = (): string =>
    must(values.list(allowed))
      .map((label) => must(values.string(label)))
      .join("', '");
  if (!options.flag("useNative"))
    return {
      name,
      type: sql`text check (${wrapped(own(textOf(name)))} in ('${labels()}'))`,
      isEnum: true,
      enumType: null,
    };
  const schema = options.text("schemaName");
  const type = sql`${schema ? `"${textOf(schema)}".` : ""}"${must(options.text("enumName"))}"`;
  return {
    name,
    type,
    isEnum: true,
    enumType: options.flag("existingType") ? null : sql`create type ${type} as enum ('${labels()}')`,
  };
}

function defaultOf(expression: ts.Expression, type: string, values: Values): readonly Part[] {
  const node = values.resolve(expression);
  const last = values.chain(node).links.at(-1);
  if (ts.isCallExpression(node) && last?.args) {
    const raw = rawOf(last, values);
    if (raw) return raw;
  }
  const known = values.plain(node);
  if (!known || known.value === undefined)
    return [{ hole: values.source(expression), outer: values.at(expression).start }];
  const { value } = known;
  if (value === null) return own("null");
  if (type === "boolean" || type === "bool") return own(`'${value && value !== "false" ? 1 : 0}'`);
  if (typeof value === "object")
    return /^jsonb?$/.test(type) ? own(`'${JSON.stringify(value)}'`) : must<readonly Part[]>(null);
  // Knex marks a text with a backslash in a way of its own.
  return String(value).includes("\\") ? must<readonly Part[]>(null) : literal(String(value));
}

/** `knex.raw("…")` and `knex.fn.now()`. */
function rawOf({ name, args }: Link, values: Values): readonly Part[] | null {
  const [argument, bindings] = args ?? [];
  if (name === "raw") return bindings ? null : values.text(argument);
  if (name === "uuid") return own("(gen_random_uuid())");
  if (name !== "now") return null;
  const precision = must(values.plain(argument)).value;
  return own(`CURRENT_TIMESTAMP${precision === undefined ? "" : `(${String(precision)})`}`);
}

/** `"name" varchar(255) not null default '…'`, as a line that begins with `prefix`. */
export function lineOf(column: Column, prefix = ""): readonly Part[] {
  const nullable = column.nullable === null ? "" : column.nullable ? " null" : " not null";
  const value = column.default ? sql` default ${column.default}` : "";
  return placed(column.at, sql`${prefix}${wrapped(column.name)} ${column.type}${nullable}${value}`);
}
