import type { ts } from "ts-morph";
import type { Part } from "../sql/parts.ts";
import { must } from "./told.ts";
import type { Field, Plain, Values } from "./values.ts";

/** An object of options, each of which must be told by the source when it is there. */
export interface Options {
  has(name: string): boolean;
  expression(name: string): ts.Expression | undefined;
  /** Null when it is not there, or set to something that stands for nothing. */
  text(name: string): readonly Part[] | null;
  flag(name: string): boolean;
  plain(name: string): Plain;
  readonly entries: readonly (readonly [name: string, field: Field])[];
}

/** Reads an object literal, or nothing at all as an empty one. */
export function optionsOf(expression: ts.Expression | undefined, values: Values): Options {
  const fields = expression ? fieldsOf(expression, values) : new Map<string, Field>();
  const expressionOf = (name: string): ts.Expression | undefined => fields.get(name)?.value;
  const plain = (name: string): Plain => must(values.plain(expressionOf(name))).value;
  return {
    has: (name) => fields.has(name) && values.plain(expressionOf(name))?.value !== undefined,
    expression: expressionOf,
    text(name) {
      const given = expressionOf(name);
      if (!given) return null;
      return values.text(given) ?? (plain(name) ? must<readonly Part[]>(null) : null);
    },
    flag: (name) => Boolean(plain(name)),
    plain,
    entries: [...fields],
  };
}

function fieldsOf(expression: ts.Expression, values: Values): ReadonlyMap<string, Field> {
  const known = values.plain(expression);
  if (known && (known.value === undefined || known.value === null)) return new Map();
  return must(values.fields(expression));
}
