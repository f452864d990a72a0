import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { own, quoted, sql, textOf } from "../parts.ts";
import type { Values } from "../values.ts";

/** A table as the first argument of a method names it: a string, or `{ tableName, schema }`. */
export interface Table {
  readonly name: readonly Part[];
  readonly schema: readonly Part[] | null;
  /** Quoted, with its schema. */
  readonly sql: readonly Part[];
  /** As the methods for indexes and constraints print it: they split a string at its dot. */
  readonly split: readonly Part[];
}

export function tableOf(
  expression: ts.Expression | undefined,
  values: Values,
  schemaOption?: ts.Expression,
): Table | null {
  const written = values.text(expression);
  const fields = written ? null : values.fields(expression);
  const name = written ?? values.text(fields?.get("tableName")?.value);
  if (!name) return null;
  const schemaGiven = fields?.get("schema")?.value ?? schemaOption;
  const schema = schemaGiven ? values.text(schemaGiven) : null;
  if (schemaGiven && !schema) return null;
  const whole = schema ? sql`${quoted(schema)}.${quoted(name)}` : quoted(name);
  return { name, schema, sql: whole, split: written && !schema ? quotedPath(name) : whole };
}

/** `schema.table` of one string: quoted in two halves at the last dot. */
export function quotedPath(name: readonly Part[]): readonly Part[] {
  const text = textOf(name);
  const dot = text.lastIndexOf(".");
  return dot < 0 ? quoted(name) : [...quoted(text.slice(0, dot)), ...own("."), ...quoted(text.slice(dot + 1))];
}

/** The enum type Sequelize makes for a column, in the table's schema or `public`. */
export function enumName(table: Table, column: readonly Part[], withSchema = true): readonly Part[] {
  const name = sql`"enum_${textOf(table.name)}_${textOf(column)}"`;
  return withSchema ? sql`${table.schema ? quoted(textOf(table.schema)) : '"public"'}.${name}` : name;
}

/** As the `inflection` package does it: each capital after an underscore, in lower case. */
export function underscore(text: string): string {
  return text.replace(/[A-Z]/g, "_$&").replace(/^_/, "").toLowerCase();
}
