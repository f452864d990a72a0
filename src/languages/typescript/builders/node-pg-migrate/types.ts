import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { own, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Field, Fields, Values } from "../values.ts";
import { nameOf } from "./values.ts";

/** Names the tool takes for PostgreSQL's. */
const adapters: Readonly<Record<string, string>> = {
  int: "integer",
  string: "text",
  float: "real",
  double: "double precision",
  datetime: "timestamp",
  bool: "boolean",
};

export function adapted(type: readonly Part[]): readonly Part[] {
  const name = textOf(type);
  const adapter = Object.hasOwn(adapters, name) ? adapters[name] : undefined;
  // A name of another length cannot stand unit for unit where it is written.
  return adapter === undefined ? type : own(adapter);
}

/** A column's options with what its shorthand adds, and its type. */
export interface Typed {
  readonly type: readonly Part[];
  readonly fields: Fields;
  /** `type: "id"`, or `id: "id"`: a serial primary key. */
  readonly isId: boolean;
}

/** `"text"`, `{ type: "varchar(20)", notNull: true }`, or the name of one of the file's shorthands. */
export function typed(expression: ts.Expression, shorthands: Fields, values: Values): Typed {
  let fields: Fields = new Map<string, Field>();
  let definition: ts.Expression = expression;
  for (let depth = 0; depth < 8; depth++) {
    const written = values.text(definition);
    const given = written ? null : must(values.fields(definition));
    if (given) fields = new Map([...given, ...fields]);
    const typeGiven = given ? must(given.get("type")).value : definition;
    const type = typeText(typeGiven, values);
    const shorthand = shorthands.get(textOf(type));
    if (textOf(type) === "id" && !shorthand) return { type: own("serial"), fields, isId: true };
    if (!shorthand) return { type: adapted(type), fields, isId: false };
    definition = shorthand.value;
  }
  return must<Typed>(null);
}

/** A type is a string, or the name of a type in a schema. */
function typeText(expression: ts.Expression, values: Values): readonly Part[] {
  return values.text(expression) ?? nameOf(expression, values).sql;
}
