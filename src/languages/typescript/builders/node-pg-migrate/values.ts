import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Plain, Values } from "../values.ts";

/** A name: a string, or `{ schema, name }`. */
export interface Name {
  readonly schema: readonly Part[] | null;
  readonly name: readonly Part[];
  readonly sql: readonly Part[];
}

export function nameOf(expression: ts.Expression | undefined, values: Values): Name {
  const written = values.text(expression);
  if (written) return named(written, null);
  const fields = must(values.fields(expression));
  const schema = fields.get("schema");
  return named(must(values.text(fields.get("name")?.value)), schema ? must(values.text(schema.value)) : null);
}

export function named(name: readonly Part[], schema: readonly Part[] | null): Name {
  return { schema, name, sql: schema ? sql`${quoted(schema)}.${quoted(name)}` : quoted(name) };
}

/** A string, or a list of them. */
export function textsOf(expression: ts.Expression | undefined, values: Values): readonly (readonly Part[])[] {
  const written = values.text(expression);
  return written ? [written] : must(values.list(expression)).map((item) => must(values.text(item)));
}

/** A value as the tool escapes it: dollar quotes around a text, the text of `pgm.func(…)` and `PgLiteral` as it is. */
export function escaped(expression: ts.Expression, values: Values): readonly Part[] {
  const literal = literalOf(expression, values);
  if (literal) return literal;
  const text = values.text(expression);
  if (text) return dollarQuoted(text);
  const known = values.plain(expression);
  if (known) return own(plainValue(known.value));
  const items = values.list(expression);
  if (items)
    return sql`ARRAY[${join(
      items.map((item) => escaped(item, values)),
      ",",
    )}]`;
  return [{ hole: values.source(expression), outer: values.at(expression).start }];
}

/** `pgm.func("now()")`, `new PgLiteral("…")`, `PgLiteral.create("…")`, `{ literal: true, value: "…" }`. */
function literalOf(expression: ts.Expression, values: Values): readonly Part[] | null {
  const node = values.resolve(expression);
  const last = values.chain(node).links.at(-1);
  if (last?.args && (last.name === "func" || last.name === "create" || last.name === "PgLiteral"))
    return values.text(last.args[0]);
  if (ts.isNewExpression(node) && values.source(node.expression).endsWith("PgLiteral"))
    return values.text(node.arguments?.[0]);
  const fields = values.fields(node);
  return fields && values.plain(fields.get("literal")?.value)?.value === true
    ? values.text(fields.get("value")?.value)
    : null;
}

function plainValue(value: Plain): string {
  if (value === null) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return textOf(dollarQuoted(own(value)));
  return Array.isArray(value)
    ? `ARRAY[${value
        .map((item: Plain) => plainValue(item))
        .join(",")
        .replaceAll("ARRAY", "")}]`
    : "";
}

/** `$pga$…$pga$`, with the first letter that does not end the text early. */
export function dollarQuoted(text: readonly Part[]): readonly Part[] {
  const whole = textOf(text);
  const letter = [..."abcdefghijklmnopqrstuvwxyz"].find((one) => !whole.includes(`$pg${one}$`));
  return sql`$pg${must(letter)}$${text}$pg${must(letter)}$`;
}

export function commentOn(object: string, name: readonly Part[], text: ts.Expression, values: Values): readonly Part[] {
  return sql`COMMENT ON ${object} ${name} IS ${escaped(text, values)}`;
}
