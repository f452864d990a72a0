import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql } from "../parts.ts";
import { plainLiteral } from "../plain-literal.ts";
import type { Values } from "../values.ts";
import { methodSql } from "./types.ts";

const comparisons: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "!=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  like: "LIKE",
  iLike: "ILIKE",
  is: "IS",
  not: "IS NOT",
};

/** The condition of a partial index or a check, of columns compared with plain values; null for anything else. */
export function whereSql(expression: ts.Expression, values: Values): readonly Part[] | null {
  const node = values.resolve(expression);
  if (!ts.isObjectLiteralExpression(node)) return methodSql(values.chain(node), values);
  const conditions: (readonly Part[])[] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return null;
    const column = quoted([{ text: nameText(property.name), outer: null }]);
    const condition = conditionSql(column, property.initializer, values);
    if (!condition) return null;
    conditions.push(condition);
  }
  return conditions.length === 0 ? null : join(conditions, " AND ");
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : "";
}

function conditionSql(column: readonly Part[], expression: ts.Expression, values: Values): readonly Part[] | null {
  const node = values.resolve(expression);
  if (!ts.isObjectLiteralExpression(node)) return comparison(column, "eq", node, values);
  const all: (readonly Part[])[] = [];
  for (const property of node.properties) {
    const operator = ts.isPropertyAssignment(property) ? operatorOf(property.name, values) : null;
    const one =
      operator === null ? null : comparison(column, operator, (property as ts.PropertyAssignment).initializer, values);
    if (!one) return null;
    all.push(one);
  }
  if (all.length === 0) return null;
  return all.length === 1 ? (all[0] as readonly Part[]) : sql`(${join(all, " AND ")})`;
}

/** `[Op.ne]`, `[Sequelize.Op.ne]`. */
function operatorOf(name: ts.PropertyName, values: Values): string | null {
  if (!ts.isComputedPropertyName(name)) return null;
  const links = values.chain(name.expression).links;
  return links.length > 0 && /^(?:.*\.)?Op\.\w+$/.test(values.source(name.expression))
    ? (links.at(-1)?.name ?? null)
    : null;
}

function comparison(
  column: readonly Part[],
  operator: string,
  expression: ts.Expression,
  values: Values,
): readonly Part[] | null {
  const known = values.plain(expression);
  if (!known || known.value === undefined) return null;
  if (Array.isArray(known.value)) {
    if (!known.value.every((item) => typeof item === "string" || typeof item === "number")) return null;
    const items = known.value.map((item) => plainLiteral(item as string)).join(", ");
    if (operator === "in" || operator === "eq") return sql`${column} IN (${items})`;
    return operator === "notIn" ? sql`${column} NOT IN (${items})` : null;
  }
  if (typeof known.value === "object" && known.value !== null) return null;
  const value = plainLiteral(known.value as string | number | boolean | null);
  if (known.value === null)
    return operator === "eq" || operator === "is"
      ? sql`${column} IS NULL`
      : operator === "ne" || operator === "not"
        ? sql`${column} IS NOT NULL`
        : null;
  if (operator === "not" && typeof known.value !== "boolean") return sql`${column} != ${value}`;
  const sign = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  return sign === undefined ? null : [...column, ...own(` ${sign} ${value}`)];
}
