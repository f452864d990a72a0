import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { own, sql } from "../parts.ts";
import type { Sql } from "../parts.ts";
import { plainLiteral } from "../plain-literal.ts";
import type { Chain, Values } from "../values.ts";

/** A column's type as Sequelize's PostgreSQL dialect prints it, and how it prints a default of that type. */
export interface DataType {
  readonly sql: readonly Part[];
  readonly kind: "plain" | "float" | "json" | "enum" | "array" | "computed";
  /** The values of an enum, or of an array of one. */
  readonly values: readonly (readonly Part[])[] | null;
  readonly element: DataType | null;
}

/** Types that print as their own name. */
const plainTypes = new Set("CITEXT TIME JSON JSONB UUID HSTORE INET CIDR MACADDR TSVECTOR BOOLEAN TEXT".split(" "));
const numbers: Readonly<Record<string, string>> = {
  TINYINT: "TINYINT",
  SMALLINT: "SMALLINT",
  MEDIUMINT: "MEDIUMINT",
  INTEGER: "INTEGER",
  BIGINT: "BIGINT",
  REAL: "REAL",
  DOUBLE: "DOUBLE PRECISION",
};
const ranges: Readonly<Record<string, string>> = {
  INTEGER: "int4range",
  BIGINT: "int8range",
  DECIMAL: "numrange",
  DATE: "tstzrange",
  DATEONLY: "daterange",
};

/** `Sequelize.STRING(20)`, `DataTypes.ARRAY(DataTypes.TEXT)`, `"UUID"`; `valuesOption` are the values beside an enum. */
export function dataType(expression: ts.Expression, values: Values, valuesOption?: ts.Expression): DataType | null {
  const written = values.text(expression);
  if (written) return type(written, "plain");
  const chain = values.chain(values.resolve(expression));
  const index = chain.links.findIndex(({ name }) => /^[A-Z][A-Z\d]+$/.test(name));
  const link = chain.links[index];
  if (!link) return null;
  const modifiers = chain.links.slice(index + 1).map(({ name }) => name);
  const args = link.args ?? chain.links.slice(index + 1).find((each) => each.args)?.args ?? [];
  if (link.name === "ENUM") return enumType(link.args ?? [], values, valuesOption);
  if (link.name === "ARRAY") return arrayType(args[0], values, valuesOption);
  if (link.name === "RANGE") return rangeType(args[0], values);
  return scalar(link.name, args, modifiers, values);
}

function scalar(
  name: string,
  args: readonly ts.Expression[],
  modifiers: readonly string[],
  values: Values,
): DataType | null {
  if (plainTypes.has(name))
    return type(name, name.startsWith("JSON") ? "json" : name === "HSTORE" ? "computed" : "plain");
  const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (number !== undefined) return type(number, name === "REAL" || name === "DOUBLE" ? "float" : "plain");
  switch (name) {
    case "STRING":
    case "CHAR": {
      if (modifiers.includes("BINARY") || (args[1] && values.plain(args[1])?.value === true))
        return type("BYTEA", "computed");
      const length = numberOf(args[0], values, "length");
      return length === null ? null : type(`${name === "STRING" ? "VARCHAR" : "CHAR"}(${length ?? 255})`, "plain");
    }
    case "BLOB":
      return type("BYTEA", "computed");
    case "DATE":
      return type("TIMESTAMP WITH TIME ZONE", "computed");
    case "DATEONLY":
      return type("DATE", "plain");
    case "FLOAT": {
      const length = args.length > 1 ? undefined : numberOf(args[0], values, "length");
      return length === null ? null : type(length === undefined ? "FLOAT" : `FLOAT(${length})`, "float");
    }
    case "DECIMAL":
    case "NUMERIC":
      return decimal(args, values);
    case "GEOMETRY":
    case "GEOGRAPHY": {
      const [shape, srid] = args.map((arg) => values.plain(arg)?.value);
      if (args.length === 0) return type(name, "computed");
      return typeof shape === "string"
        ? type(`${name}(${shape.toUpperCase()}${srid === undefined ? "" : `,${String(srid)}`})`, "computed")
        : null;
    }
    default:
      return null;
  }
}

/** A number given as such or in an object; undefined when none is, null when it is not known. */
function numberOf(argument: ts.Expression | undefined, values: Values, option: string): number | null | undefined {
  if (!argument) return undefined;
  const given = values.plain(argument)?.value;
  if (typeof given === "number") return given;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  const value = (given as Readonly<Record<string, unknown>>)[option];
  return typeof value === "number" || value === undefined ? value : null;
}

function decimal([first, second]: readonly ts.Expression[], values: Values): DataType | null {
  const inside = first && values.fields(first) !== null;
  const precision = numberOf(first, values, "precision");
  const scale = numberOf(inside ? first : second, values, "scale");
  if (precision === null || scale === null) return null;
  const size = [precision, scale].filter((each) => each !== undefined).join(",");
  return type(size === "" ? "DECIMAL" : `DECIMAL(${size})`, "plain");
}

function enumType(args: readonly ts.Expression[], values: Values, option?: ts.Expression): DataType | null {
  const only = args.length === 1 ? (args[0] as ts.Expression) : undefined;
  const listed = option
    ? values.list(option)
    : only
      ? (values.list(only) ?? values.list(values.fields(only)?.get("values")?.value) ?? args)
      : args;
  const texts = (listed ?? []).map((value) => values.text(value));
  if (texts.length === 0 || !texts.every((text) => text !== null)) return null;
  return { sql: own("ENUM"), kind: "enum", values: texts, element: null };
}

function arrayType(argument: ts.Expression | undefined, values: Values, option?: ts.Expression): DataType | null {
  if (!argument) return null;
  const element = dataType(values.fields(argument)?.get("type")?.value ?? argument, values, option);
  return element && { sql: sql`${element.sql}[]`, kind: "array", values: element.values, element };
}

function rangeType(argument: ts.Expression | undefined, values: Values): DataType | null {
  const name = argument ? values.chain(argument).links.at(-1)?.name : "INTEGER";
  const range = name === undefined || !Object.hasOwn(ranges, name) ? undefined : ranges[name];
  return range === undefined ? null : type(range, "computed");
}

function type(text: Sql, kind: DataType["kind"]): DataType {
  return { sql: own(text), kind, values: null, element: null };
}

/** The text behind DEFAULT; `none` when Sequelize keeps the default to itself (`UUIDV4`, a function); a hole when it is computed. */
export function defaultSql(expression: ts.Expression, of: DataType, values: Values): readonly Part[] | "none" {
  const known = values.plain(expression);
  if (known) {
    if (known.value === undefined) return "none";
    const text = plainDefault(known.value, of);
    if (text !== null) return sql`${text}`;
  }
  const node = values.resolve(expression);
  const chain = values.chain(node);
  if (/^(?:UUIDV1|UUIDV4|NOW)$/.test(chain.links.at(-1)?.name ?? "")) return "none";
  if (isFunction(values, node)) return "none";
  return methodSql(chain, values) ?? [{ hole: values.source(expression), outer: values.at(expression).start }];
}

function isFunction(values: Values, node: ts.Expression): boolean {
  return /^(?:async\s*)?(?:function\b|\([^()]*\)\s*=>|\w+\s*=>)|^Date\.now$/.test(values.source(node));
}

function plainDefault(value: unknown, of: DataType): string | null {
  if (value === null) return "NULL";
  switch (of.kind) {
    case "json":
      return plainLiteral(JSON.stringify(value));
    case "float":
      return typeof value === "object" ? null : plainLiteral(String(value));
    case "array": {
      if (!Array.isArray(value) || !of.element || of.element.kind === "enum") return null;
      const items = value.map((item) => plainDefault(item, of.element as DataType));
      const cast = of.sql.map((part) => ("text" in part ? part.text : "")).join("");
      return items.every((item) => item !== null) ? `ARRAY[${items.join(",")}]::${cast}` : null;
    }
    case "computed":
      return null;
    default:
      return typeof value === "object" ? null : plainLiteral(value as string | number | boolean);
  }
}

/** `Sequelize.literal(…)`, `fn`, `col`, `cast`: SQL the user wrote. */
export function methodSql(chain: Chain, values: Values): readonly Part[] | null {
  const link = chain.links.at(-1);
  if (!link?.args) return null;
  const [first, ...others] = link.args;
  const text = values.text(first);
  switch (link.name) {
    case "literal":
      return text;
    case "col":
      return text && sql`"${text}"`;
    case "cast": {
      const value = first && argumentSql(first, values);
      const castTo = values.string(others[0]);
      return value && castTo !== null ? sql`CAST(${value} AS ${castTo.toUpperCase()})` : null;
    }
    case "fn": {
      const args = others.map((each) => argumentSql(each, values));
      if (!text || !args.every((each) => each !== null)) return null;
      return sql`${text}(${args.flatMap((each, index) => (index === 0 ? own(each) : [...own(", "), ...own(each)]))})`;
    }
    default:
      return null;
  }
}

function argumentSql(expression: ts.Expression, values: Values): readonly Part[] | null {
  const known = values.plain(expression);
  if (known && (known.value === null || typeof known.value !== "object") && known.value !== undefined)
    return own(plainLiteral(known.value as string));
  return methodSql(values.chain(values.resolve(expression)), values);
}
