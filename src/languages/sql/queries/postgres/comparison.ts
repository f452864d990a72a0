import type { A_Expr, Node } from "libpg-query";
import type { ColumnName, Predicate } from "../../../../facts/queries.ts";
import { strings } from "../../ast.ts";
import type { Block } from "./block.ts";
import { holdsQuery } from "./columns.ts";
import { operand } from "./operand.ts";
import type { Operand } from "./operand.ts";
import { pattern } from "./pattern.ts";
import { print } from "./print.ts";

/** A comparison before it is known where it stands. */
export type Compared = Omit<Predicate, "must" | "on" | "at">;

const operators: Readonly<Record<string, Predicate["operator"]>> = {
  "=": "=",
  "<>": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "@>": "@>",
  "~~": "like",
  "~~*": "ilike",
  "!~~": "not like",
};
const turned: Partial<Record<Predicate["operator"], Predicate["operator"]>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
const symmetric: ReadonlySet<Predicate["operator"]> = new Set(["=", "<>"]);

/** `whole` prints the comparison, for one that is none of the known ones. */
export function readComparison(
  { kind, name, lexpr, rexpr }: A_Expr,
  block: Block,
  whole: () => Omit<Compared, "operator">,
): Compared[] {
  const operator = operatorOf(kind, strings(name).at(-1) ?? "");
  if (operator === null || !lexpr) {
    const other = whole();
    return other.columns.length > 0 || holdsQuery(rexpr) ? [{ ...other, operator: "other" }] : [];
  }
  if ("RowExpr" in lexpr) return rows(lexpr.RowExpr.args ?? [], operator, rexpr, block);
  return compare(operand(lexpr, block), operator, operand(rexpr, block), block);
}

function operatorOf(kind: A_Expr["kind"], name: string): Predicate["operator"] | null {
  switch (kind) {
    case "AEXPR_OP":
    case "AEXPR_LIKE":
    case "AEXPR_ILIKE":
      return operators[name] ?? "other";
    case "AEXPR_OP_ANY":
      return name === "=" ? "in" : "other";
    case "AEXPR_OP_ALL":
      return name === "<>" ? "not in" : "other";
    case "AEXPR_IN":
      return name === "=" ? "in" : "not in";
    case "AEXPR_BETWEEN":
    case "AEXPR_BETWEEN_SYM":
      return "between";
    case "AEXPR_DISTINCT":
    case "AEXPR_NOT_DISTINCT":
    case "AEXPR_NOT_BETWEEN":
    case "AEXPR_NOT_BETWEEN_SYM":
    case "AEXPR_SIMILAR":
      return "other";
    default:
      return null;
  }
}

function compare(left: Operand, operator: Predicate["operator"], right: Operand, block: Block): Compared[] {
  if (left.columns.length === 0 && right.columns.length === 0 && left.kind !== "block" && right.kind !== "block")
    return [];
  const turn = !left.column && right.columns.length > 0 && (left.columns.length === 0 || right.column !== null);
  const [subject, against] = turn ? [right, left] : [left, right];
  const direction = turn ? (turned[operator] ?? (symmetric.has(operator) ? operator : "other")) : operator;
  const { column, columns, node } = subject;
  const isList = operator === "in" || operator === "not in" || operator === "between";
  return [
    {
      column,
      expression: column || columns.length === 0 || !node ? null : print(node, block.statement),
      columns,
      operator: direction,
      against: subject.kind === "block" && against.kind === "value" ? "block" : against.kind,
      other: against.column,
      ...(against.constant !== undefined && !isList && { constant: against.constant }),
      ...(!turn && pattern(operator, against.node, block)),
    },
  ];
}

/**
 * Rows are equal where each of their parts is. Of rows in order only what holds for the first is certain: `(a, b) > (1, 2)`
 * says that a is at least 1.
 */
function rows(
  parts: readonly Node[],
  operator: Predicate["operator"],
  right: Node | undefined,
  block: Block,
): Compared[] {
  const others = right && "RowExpr" in right ? (right.RowExpr.args ?? []) : [];
  if (operator === "=" && others.length === parts.length)
    return parts.flatMap((part, index) => compare(operand(part, block), "=", operand(others[index], block), block));
  const lefts = parts.map((part) => operand(part, block));
  const rightKind = operand(right, block).kind;
  const [first] = lefts;
  if (!first) return [];
  const one = (left: Operand, columns: readonly ColumnName[], how: Predicate["operator"]): Compared => ({
    column: left.column,
    expression: left.column || !left.node || columns.length === 0 ? null : print(left.node, block.statement),
    columns,
    operator: how,
    against: rightKind,
    other: null,
  });
  if (operator === "in") return lefts.map((left) => one(left, left.columns, "in"));
  const columns = lefts.flatMap((left) => left.columns);
  const bound = operator === ">" || operator === ">=" ? ">=" : operator === "<" || operator === "<=" ? "<=" : "other";
  return [one(first, columns, bound)];
}
