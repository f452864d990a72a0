import type { Node, ResTarget, SelectStmt } from "libpg-query";
import type { Bound, ColumnUse } from "../../../../facts/queries.ts";
import { addColumn } from "./block.ts";
import type { Block } from "./block.ts";
import { plainColumn, useColumns } from "./columns.ts";
import { constantOf, literal } from "./operand.ts";
import { outputName, targets } from "./outputs.ts";
import { print } from "./print.ts";
import { span } from "./spans.ts";

export function readOrder({ sortClause, targetList, larg }: SelectStmt, block: Block): void {
  const outputs = targets(targetList);
  for (const node of sortClause ?? []) {
    if (!("SortBy" in node) || !node.SortBy.node) continue;
    const { node: written, sortby_dir, sortby_nulls } = node.SortBy;
    // What is ordered behind a UNION are its outputs, by name or place; they are columns of none of its tables.
    const key = larg ? ofSides : (outputOf(written, outputs) ?? { node: written, named: false });
    const column = plainColumn(key.node, block);
    const at = span(written, block.statement);
    useKey(written, key, "order", block);
    block.draft.order.push({
      column,
      expression: column || !key.node || "A_Const" in key.node ? null : print(key.node, block.statement),
      descending: sortby_dir === "SORTBY_DESC",
      nulls: sortby_nulls === "SORTBY_NULLS_FIRST" ? "first" : sortby_nulls === "SORTBY_NULLS_LAST" ? "last" : null,
      at: block.statement.place(at),
    });
  }
}

const ofSides: Key = { node: undefined, named: true };

/** GROUP BY and DISTINCT ON. */
export function readGroups({ groupClause = [], distinctClause = [], targetList }: SelectStmt, block: Block): void {
  const outputs = targets(targetList);
  for (const node of [...distinctClause, ...groupClause])
    useKey(node, outputOf(node, outputs) ?? { node, named: false }, "group", block);
  block.draft.grouped = groupClause.length > 0 || distinctClause.length > 0;
}

interface Key {
  readonly node: Node | undefined;
  /** It is called by the name of an output, or by its place. */
  readonly named: boolean;
}

/**
 * A bare name in ORDER BY is that of an output where there is one (PostgreSQL's manual, SELECT, ORDER BY clause), and a
 * bare number is a place in the select list.
 */
function outputOf(node: Node, outputs: readonly ResTarget[]): Key | null {
  if ("A_Const" in node) {
    const place = literal(node.A_Const);
    return typeof place === "number" ? { node: outputs[place - 1]?.val, named: true } : null;
  }
  if (!("ColumnRef" in node) || node.ColumnRef.fields?.length !== 1) return null;
  const [field] = node.ColumnRef.fields;
  const name = field && "String" in field ? field.String.sval : undefined;
  const output = outputs.find((target) => outputName(target) === name);
  return output ? { node: output.val, named: true } : null;
}

/** An output's name is no column of its own: what it stands for is used, where that is a column. */
function useKey(written: Node, key: Key, use: ColumnUse["use"], block: Block): void {
  if (!key.named) {
    useColumns(written, use, block);
    return;
  }
  const column = plainColumn(key.node, block);
  if (column) addColumn(block, column.name, column.qualifier, use, span(written, block.statement));
}

export function readBounds({ limitCount, limitOffset }: SelectStmt, block: Block): void {
  block.draft.limit = bound(limitCount, block);
  block.draft.offset = bound(limitOffset, block);
}

function bound(node: Node | undefined, block: Block): Bound | null {
  if (!node) return null;
  // LIMIT ALL is written as NULL, and is none.
  if ("A_Const" in node && node.A_Const.isnull) return null;
  useColumns(node, "read", block);
  const value = constantOf(node, block);
  return { value: typeof value === "number" ? value : null, at: block.statement.place(span(node, block.statement)) };
}
