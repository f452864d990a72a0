import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import { plainLiteral } from "../plain-literal.ts";
import { must } from "../told.ts";
import type { Chain, Values } from "../values.ts";

/** A table, a type or an index: quoted at its dot, in the schema of `withSchema` when it names none. */
export function named(expression: ts.Expression | undefined, schema: string | null, values: Values): readonly Part[] {
  const name = must(values.text(expression));
  const pieces = textOf(name).split(".");
  if (pieces.length > 1)
    return join(
      pieces.map((piece) => quoted(piece.trim())),
      ".",
    );
  return schema === null ? quoted(name) : sql`${quoted(schema)}.${quoted(name)}`;
}

export function column(expression: ts.Expression | undefined, values: Values): readonly Part[] {
  return quoted(must(values.text(expression)));
}

export function columns(expression: ts.Expression | undefined, values: Values): readonly Part[] {
  return join(
    must(values.list(expression)).map((one) => column(one, values)),
    ", ",
  );
}

/** The text of `` sql`…` ``; null when it is not one, or has parts that are computed. */
export function rawSql(expression: ts.Expression | undefined, values: Values): readonly Part[] | null {
  const node = expression && values.resolve(expression);
  if (!node) return null;
  if (ts.isTaggedTemplateExpression(node)) return values.text(node);
  const last = values.chain(node).links.at(-1);
  return last?.args && last.name === "raw" ? values.text(last.args[0]) : null;
}

/** A value as Kysely prints it in place; a hole for one that is computed. */
export function immediate(expression: ts.Expression, values: Values): readonly Part[] {
  const raw = rawSql(expression, values);
  if (raw) return raw;
  const node = values.resolve(expression);
  const known = ts.isTaggedTemplateExpression(node) ? null : values.plain(expression);
  if (!known) return [{ hole: values.source(expression), outer: values.at(expression).start }];
  if (known.value === undefined || (typeof known.value === "object" && known.value !== null))
    return must<readonly Part[]>(null);
  return known.value === null ? own("null") : own(plainLiteral(known.value as string | number | boolean));
}

/** What a callback does with its parameter, as a chain of calls on it. */
export function builtBy(callback: ts.Expression, values: Values): Chain {
  const node = values.resolve(callback);
  const parameter = ts.isArrowFunction(node) ? node.parameters[0]?.name : undefined;
  if (!ts.isArrowFunction(node) || !parameter || !ts.isIdentifier(parameter)) return must<Chain>(null);
  const returned = ts.isBlock(node.body) ? node.body.statements[0] : node.body;
  const expression = ts.isBlock(node.body)
    ? returned && ts.isReturnStatement(returned)
      ? returned.expression
      : undefined
    : node.body;
  const chain = values.chain(must(expression));
  return must(values.source(chain.root) === parameter.text ? chain : null);
}
