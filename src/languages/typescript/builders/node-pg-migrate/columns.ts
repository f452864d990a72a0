import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, placed, quoted, sql, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Field, Fields, Plain, Values } from "../values.ts";
import { typed } from "./types.ts";
import type { Typed } from "./types.ts";
import { commentOn, escaped, nameOf } from "./values.ts";
import type { Name } from "./values.ts";

export interface Columns {
  readonly lines: readonly (readonly Part[])[];
  /** The columns of a primary key over several. */
  readonly key: readonly (readonly Part[])[];
  readonly comments: readonly (readonly Part[])[];
}

/** The columns of a table; each line begins with `prefix`. */
export function columnsOf(
  table: Name,
  given: ts.Expression | undefined,
  shorthands: Fields,
  values: Values,
  prefix = "",
): Columns {
  const columns = [...must(values.fields(given))].map(([name, field]) => ({
    name,
    field,
    of: typed(field.value, shorthands, values),
  }));
  const keys = columns.filter(({ of }) => isPrimary(of, values));
  const comments: (readonly Part[])[] = [];
  const lines = columns.map(({ name, field, of }) => {
    const column = keyText(name, field, values);
    const comment = of.fields.get("comment");
    if (comment) comments.push(commentOn("COLUMN", sql`${table.sql}.${quoted(name)}`, comment.value, values));
    const line = sql`${prefix}${quoted(column)} ${of.type}${constraintsOf(table, name, of, keys.length === 1, comments, values)}`;
    return placed(
      { start: values.at(field.key).start, end: Math.max(values.at(field.value).end, values.at(field.key).end) },
      line,
    );
  });
  return { lines, key: keys.length > 1 ? keys.map(({ name }) => own(name)) : [], comments };
}

/** A key of an object as a name, with its place when it is written as it is. */
export function keyText(name: string, { key }: Field, values: Values): readonly Part[] {
  const source = values.source(key);
  const { start } = values.at(key);
  return [{ text: name, outer: source === name ? start : source.slice(1, -1) === name ? start + 1 : null }];
}

function isPrimary({ fields, isId }: Typed, values: Values): boolean {
  const given = fields.get("primaryKey");
  return given ? Boolean(must(values.plain(given.value)).value) : isId;
}

function constraintsOf(
  table: Name,
  column: string,
  of: Typed,
  primary: boolean,
  comments: (readonly Part[])[],
  values: Values,
): readonly Part[] {
  const { fields } = of;
  const flag = (name: string): boolean => Boolean(must(values.plain(fields.get(name)?.value)).value);
  const text = (name: string): readonly Part[] | null =>
    fields.has(name) && isSet(fields, name, values) ? must(values.text(fields.get(name)?.value)) : null;
  const pieces: (readonly Part[])[] = [];
  const push = (before: string, value: readonly Part[] | null, after = ""): void => {
    if (value) pieces.push(sql`${before}${value}${after}`);
  };
  push("COLLATE ", text("collation"));
  const given = fields.get("default");
  if (given && values.plain(given.value)?.value === undefined && values.plain(given.value)) push("", null);
  else if (given) push("DEFAULT ", escaped(given.value, values));
  if (flag("unique")) push("UNIQUE", []);
  if (isPrimary(of, values) && primary) push("PRIMARY KEY", []);
  if (flag("notNull")) push("NOT NULL", []);
  push("CHECK (", text("check"), ")");
  if (fields.has("references") && isSet(fields, "references", values)) {
    const comment = fields.get("referencesConstraintComment");
    const name = text("referencesConstraintName") ?? (comment ? own(`${textOf(table.name)}_fk_${column}`) : null);
    pieces.push(sql`${name ? sql`CONSTRAINT ${quoted(name)} ` : ""}${references(fields, values)}`);
    if (comment && name) comments.push(commentOn(`CONSTRAINT "${textOf(name)}" ON`, table.sql, comment.value, values));
  }
  if (flag("deferrable")) pieces.push(own(deferrable(flag("deferred"))));
  const sequence = fields.get("sequenceGenerated");
  if (sequence) push("GENERATED ", own(identity(must(values.plain(sequence.value)).value)));
  push("GENERATED ALWAYS AS (", text("expressionGenerated"), ") STORED");
  return pieces.length === 0 ? [] : sql` ${join(pieces, " ")}`;
}

function isSet(fields: Fields, name: string, values: Values): boolean {
  const known = values.plain(fields.get(name)?.value);
  return known === null || Boolean(known.value);
}

export function deferrable(deferred: boolean): string {
  return `DEFERRABLE INITIALLY ${deferred ? "DEFERRED" : "IMMEDIATE"}`;
}

/** `REFERENCES …` of a column's or a foreign key's options; a string with a quote or columns is taken as it is. */
export function references(fields: Fields, values: Values): readonly Part[] {
  const target = fields.get("references")?.value;
  const written = values.text(target);
  const raw = written && /^"|\)$/.test(textOf(written));
  const pieces = [sql`REFERENCES ${raw ? written : nameOf(target, values).sql}`];
  for (const [option, words] of [
    ["match", "MATCH"],
    ["onDelete", "ON DELETE"],
    ["onUpdate", "ON UPDATE"],
  ] as const)
    if (fields.has(option) && isSet(fields, option, values))
      pieces.push(sql`${words} ${must(values.text(fields.get(option)?.value))}`);
  return join(pieces, " ");
}

/** `BY DEFAULT AS IDENTITY (…)` of its options. */
export function identity(options: Plain): string {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return must<string>(null);
  const { precedence, ...sequence } = options as Readonly<Record<string, Plain>>;
  const clauses = sequenceClauses(sequence).join(" ");
  return `${String(precedence)} AS IDENTITY${clauses === "" ? "" : ` (${clauses})`}`;
}

export function sequenceClauses(options: Readonly<Record<string, Plain>>): string[] {
  const { type, increment, minvalue, maxvalue, start, cache, cycle, owner } = options;
  const no = (value: Plain): boolean => value === null || value === false;
  return [
    type ? `AS ${String(type)}` : "",
    increment ? `INCREMENT BY ${String(increment)}` : "",
    minvalue ? `MINVALUE ${String(minvalue)}` : no(minvalue) ? "NO MINVALUE" : "",
    maxvalue ? `MAXVALUE ${String(maxvalue)}` : no(maxvalue) ? "NO MAXVALUE" : "",
    start ? `START WITH ${String(start)}` : "",
    cache ? `CACHE ${String(cache)}` : "",
    cycle ? "CYCLE" : cycle === false ? "NO CYCLE" : "",
    owner ? `OWNED BY ${String(owner)}` : no(owner) ? "OWNED BY NONE" : "",
  ].filter((clause) => clause !== "");
}
