import type { Node, SelectStmt } from "libpg-query";
import { strings } from "./ast.ts";
import { evaluate } from "./constant-text.ts";
import type { Parser } from "./parser.ts";

/** One row a loop runs over: what each of its columns holds. A row of one column has it under any name too. */
export interface ConstantRow {
  readonly columns: ReadonlyMap<string, string>;
  /** The value of a row of one column. */
  readonly only: string | null;
}

/** More rows than anybody writes by hand. */
const most = 500;

/**
 * The rows of a query that reads no table: `VALUES …`, `SELECT * FROM (VALUES …) AS t (a, b)`, `SELECT unnest(ARRAY[…])`.
 * Null when they are only known when it runs.
 */
export function constantRows(query: string, parser: Parser): ConstantRow[] | null {
  const parsed = parser.parse(query);
  if ("message" in parsed || !("SelectStmt" in parsed.node)) return null;
  const rows = rowsOf(parsed.node.SelectStmt);
  return rows && rows.length <= most ? rows : null;
}

/** The elements of `ARRAY['a', 'b']`, as rows of one column. */
export function constantElements(expression: string, parser: Parser): ConstantRow[] | null {
  return constantRows(`SELECT unnest(${expression})`, parser);
}

function rowsOf(select: SelectStmt): ConstantRow[] | null {
  if (select.whereClause || select.larg) return null;
  if (select.valuesLists) return fromValues(select.valuesLists, []);
  const target = select.targetList?.[0];
  const value = select.targetList?.length === 1 && target && "ResTarget" in target ? target.ResTarget.val : undefined;
  const from = select.fromClause ?? [];
  if (!value || from.length > 1) return null;
  if (from.length === 0) return unnested(value, target && "ResTarget" in target ? target.ResTarget.name : undefined);
  return isStar(value) ? fromSource(from[0] as Node) : null;
}

function isStar(node: Node): boolean {
  return "ColumnRef" in node && node.ColumnRef.fields?.length === 1 && "A_Star" in (node.ColumnRef.fields[0] as Node);
}

function fromSource(source: Node): ConstantRow[] | null {
  if (!("RangeSubselect" in source)) return null;
  const { subquery, alias } = source.RangeSubselect;
  if (!subquery || !("SelectStmt" in subquery) || !subquery.SelectStmt.valuesLists) return null;
  return fromValues(subquery.SelectStmt.valuesLists, strings(alias?.colnames));
}

function fromValues(lists: readonly Node[], names: readonly string[]): ConstantRow[] | null {
  const rows: ConstantRow[] = [];
  for (const list of lists) {
    const values = ("List" in list ? (list.List.items ?? []) : []).map((item) => evaluate(item));
    if (values.some((value) => value === null)) return null;
    rows.push({
      columns: new Map(values.map((value, index) => [names[index] ?? `column${index + 1}`, value as string])),
      only: values.length === 1 ? (values[0] as string) : null,
    });
  }
  return rows;
}

function unnested(node: Node, name = "unnest"): ConstantRow[] | null {
  if (!("FuncCall" in node) || strings(node.FuncCall.funcname).at(-1) !== "unnest") return null;
  let array = node.FuncCall.args?.[0];
  if (array && "TypeCast" in array) array = array.TypeCast.arg;
  if (!array || !("A_ArrayExpr" in array)) return null;
  const values = (array.A_ArrayExpr.elements ?? []).map((element) => evaluate(element));
  if (values.some((value) => value === null)) return null;
  return values.map((value) => ({ columns: new Map([[name, value as string]]), only: value }));
}
