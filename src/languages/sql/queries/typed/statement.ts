import type { CommonTableExpr, Node, SelectStmt } from "libpg-query";
import type {
  SelectFromStatement,
  SelectFromUnion,
  Statement,
  WithRecursiveStatement,
  WithStatement,
} from "pgsql-ast-parser";
import { string } from "./names.ts";
import { translateBounds, translateOrder } from "./order.ts";
import { translateOutputs } from "./outputs.ts";
import type { Reading } from "./reading.ts";
import { translateSources } from "./sources.ts";
import { translateDelete, translateInsert, translateUpdate } from "./writes.ts";

/** A statement as PostgreSQL's parser would give it; null for one that is no query. */
export function translateStatement(statement: Statement, reading: Reading): Node | null {
  switch (statement.type) {
    case "select":
      return { SelectStmt: select(statement, reading) };
    case "union":
    case "union all":
      return { SelectStmt: union(statement, reading) };
    case "values":
      return {
        SelectStmt: {
          valuesLists: statement.values.map((row) => ({ List: { items: row.map(reading.expression) } })),
        },
      };
    case "with":
    case "with recursive":
      return withQueries(statement, reading);
    case "insert":
      return { InsertStmt: translateInsert(statement, reading) };
    case "update":
      return { UpdateStmt: translateUpdate(statement, reading) };
    case "delete":
      return { DeleteStmt: translateDelete(statement, reading) };
    case "prepare":
      return translateStatement(statement.statement, reading);
    default:
      return null;
  }
}

function select(statement: SelectFromStatement, reading: Reading): SelectStmt {
  const { columns, from, where, groupBy, having, distinct } = statement;
  const on = Array.isArray(distinct) ? distinct.map(reading.expression) : distinct === "distinct" ? [{} as Node] : null;
  return {
    ...(columns && columns.length > 0 && { targetList: translateOutputs(columns, reading) }),
    ...(from && { fromClause: translateSources(from, reading) }),
    ...(where && { whereClause: reading.expression(where) }),
    ...(groupBy && { groupClause: groupBy.map(reading.expression) }),
    ...(having && { havingClause: reading.expression(having) }),
    ...(on && { distinctClause: on }),
    ...cut(statement, reading),
  };
}

function cut({ orderBy, limit }: SelectFromStatement, reading: Reading): SelectStmt {
  return { ...(orderBy && { sortClause: translateOrder(orderBy, reading) }), ...translateBounds(limit, reading) };
}

/** There, what orders and cuts the whole hangs on its last side, unless that stands in parentheses. */
function union({ left, right }: SelectFromUnion, reading: Reading): SelectStmt {
  const larg = sideOf(reading.query(left));
  const rarg = sideOf(reading.query(right));
  if (reading.places.isInParentheses(right)) return { op: "SETOP_UNION", larg, rarg };
  const { sortClause, limitCount, limitOffset, ...side } = rarg;
  return {
    op: "SETOP_UNION",
    larg,
    rarg: side,
    ...(sortClause && { sortClause }),
    ...(limitCount && { limitCount }),
    ...(limitOffset && { limitOffset }),
  };
}

function sideOf(node: Node): SelectStmt {
  return "SelectStmt" in node ? node.SelectStmt : {};
}

function withQueries(statement: WithStatement | WithRecursiveStatement, reading: Reading): Node {
  const isRecursive = statement.type === "with recursive";
  const ctes: CommonTableExpr[] = isRecursive
    ? [
        {
          ctename: statement.alias.name,
          aliascolnames: statement.columnNames.map(({ name }) => string(name)),
          ctequery: reading.query(statement.bind),
        },
      ]
    : statement.bind.map(({ alias, statement: query }) => ({
        ctename: alias.name,
        ctequery: reading.query(query),
      }));
  const main = reading.query(statement.in);
  const [[kind, tree]] = Object.entries(main) as [[string, object]];
  const withClause = { ctes: ctes.map((CommonTableExpr) => ({ CommonTableExpr })), recursive: isRecursive };
  return { [kind]: { ...tree, withClause } } as unknown as Node;
}
