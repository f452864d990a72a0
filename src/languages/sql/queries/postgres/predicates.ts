import type { Node, SubLink } from "libpg-query";
import type { Predicate } from "../../../../facts/queries.ts";
import type { Block } from "./block.ts";
import { columnsIn, holdsQuery, plainColumn, useColumns } from "./columns.ts";
import { readComparison } from "./comparison.ts";
import type { Compared } from "./comparison.ts";
import { print } from "./print.ts";
import { span } from "./spans.ts";

/** A WHERE, ON or HAVING: the columns it names, and what it compares. */
export function readCondition(node: Node, on: Predicate["on"], block: Block): void {
  useColumns(node, on === "join" ? "join" : "filter", block);
  readPredicates(node, "all", on, block);
}

type Must = Predicate["must"];

function readPredicates(node: Node, must: Must, on: Predicate["on"], block: Block): void {
  const add = (...compared: readonly Compared[]): void => {
    const at = block.statement.place(span(node, block.statement));
    for (const one of compared) block.draft.predicates.push({ ...one, must, on, at });
  };
  if ("BoolExpr" in node) {
    const { boolop, args = [] } = node.BoolExpr;
    if (boolop === "NOT_EXPR") readNot(args[0], must, on, block);
    else
      for (const part of args) readPredicates(part, boolop === "OR_EXPR" && must === "all" ? "some" : must, on, block);
  } else if ("A_Expr" in node) add(...readComparison(node.A_Expr, block, () => printed(node, block)));
  else if ("NullTest" in node) {
    const operator = node.NullTest.nulltesttype === "IS_NULL" ? "is null" : "is not null";
    add(tested(node.NullTest.arg, operator, block));
  } else if ("BooleanTest" in node) {
    const { arg, booltesttype } = node.BooleanTest;
    add(
      tested(arg, booltesttype === "IS_TRUE" ? "is true" : booltesttype === "IS_FALSE" ? "is false" : "other", block),
    );
  } else if ("ColumnRef" in node) add(tested(node, "is true", block));
  else if ("SubLink" in node) add(...subquery(node.SubLink, block));
  else {
    const columns = columnsIn(node, block);
    if (columns.length > 0 || holdsQuery(node)) add({ ...printed(node, block), operator: "other" });
  }
}

/** NOT of a plain boolean column says what it is; NOT IN is written as NOT of an IN. */
function readNot(node: Node | undefined, must: Must, on: Predicate["on"], block: Block): void {
  if (!node) return;
  const at = block.statement.place(span(node, block.statement));
  if ("ColumnRef" in node) block.draft.predicates.push({ ...tested(node, "is false", block), must, on, at });
  else if ("SubLink" in node && node.SubLink.subLinkType === "ANY_SUBLINK")
    for (const one of subquery(node.SubLink, block))
      block.draft.predicates.push({ ...one, operator: one.operator === "in" ? "not in" : "other", must, on, at });
  else readPredicates(node, "not", on, block);
}

function tested(node: Node | undefined, operator: Predicate["operator"], block: Block): Compared {
  const column = plainColumn(node, block);
  if (column) return { column, expression: null, columns: [column], operator, against: "nothing", other: null };
  return { ...(node ? printed(node, block) : nothing), operator, against: "nothing" };
}

const nothing = { column: null, expression: null, columns: [], against: "nothing", other: null } as const;

/** What is compared when it is no column: an expression of one or more. */
function printed(node: Node, block: Block): Omit<Compared, "operator"> {
  const columns = columnsIn(node, block);
  const expression = columns.length === 0 ? null : print(node, block.statement);
  return { column: null, expression, columns, against: holdsQuery(node) ? "block" : "nothing", other: null };
}

/** EXISTS, IN and the like: what is looked for among the rows of a query. */
function subquery({ testexpr, operName, subLinkType }: SubLink, block: Block): Compared[] {
  const isIn = subLinkType === "ANY_SUBLINK" && (!operName || JSON.stringify(operName).includes('"="'));
  const operator = isIn ? "in" : "other";
  const tests = testexpr && "RowExpr" in testexpr ? (testexpr.RowExpr.args ?? []) : testexpr ? [testexpr] : [];
  if (tests.length === 0) return [{ ...nothing, operator, against: "block" }];
  return tests.map((test) => ({ ...tested(test, operator, block), against: "block" }));
}
