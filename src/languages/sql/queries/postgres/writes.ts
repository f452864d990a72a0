import type { DeleteStmt, InsertStmt, MergeStmt, Node, OnConflictClause, ResTarget, UpdateStmt } from "libpg-query";
import type { ColumnUse, WrittenColumn } from "../../../../facts/queries.ts";
import type { Range } from "../../statement-text.ts";
import { addColumn } from "./block.ts";
import type { Block } from "./block.ts";
import { useColumns } from "./columns.ts";
import { isValue } from "./operand.ts";
import { readOutputs, targets } from "./outputs.ts";
import { readCondition } from "./predicates.ts";
import { readSources, readTable } from "./sources.ts";

export function readInsert(insert: InsertStmt, block: Block): void {
  const { draft } = block;
  if (insert.relation) readTable(insert.relation, block, "target");
  const source = insert.selectStmt && "SelectStmt" in insert.selectStmt ? insert.selectStmt.SelectStmt : undefined;
  const rows = source?.valuesLists?.flatMap((row) => ("List" in row ? [row.List.items ?? []] : []));
  const columns = targets(insert.cols);
  if (!source) draft.written = [];
  else if (insert.cols)
    draft.written = columns.flatMap((column, index) => written(column, rows?.map((row) => row[index]) ?? [], block));
  if (rows) {
    useColumns(source?.valuesLists, "read", block);
    draft.single = rows.length === 1;
  } else if (source) block.inner({ SelectStmt: source }, "source");
  if (insert.onConflictClause) readConflict(insert.onConflictClause, block);
  readOutputs(insert.returningClause?.exprs, "return", block);
}

export function readUpdate(update: UpdateStmt, block: Block): void {
  const { draft } = block;
  if (update.relation) readTable(update.relation, block, "target");
  draft.written = readAssignments(update.targetList, block);
  readSources(update.fromClause, block);
  readWhere(update.whereClause, block);
  readOutputs(update.returningClause?.exprs, "return", block);
}

export function readDelete(statement: DeleteStmt, block: Block): void {
  if (statement.relation) readTable(statement.relation, block, "target");
  readSources(statement.usingClause, block);
  readWhere(statement.whereClause, block);
  readOutputs(statement.returningClause?.exprs, "return", block);
}

export function readMerge(merge: MergeStmt, block: Block): void {
  if (merge.relation) readTable(merge.relation, block, "target");
  readSources(merge.sourceRelation ? [merge.sourceRelation] : [], block);
  if (merge.joinCondition) readCondition(merge.joinCondition, "join", block);
  let all: WrittenColumn[] | null = [];
  for (const node of merge.mergeWhenClauses ?? []) {
    if (!("MergeWhenClause" in node)) continue;
    const { condition, targetList, values, commandType } = node.MergeWhenClause;
    useColumns(condition, "filter", block);
    const inserts = commandType === "CMD_INSERT";
    const set = inserts
      ? targets(targetList).flatMap((column, index) => written(column, [values?.[index]], block))
      : readAssignments(targetList, block);
    useColumns(values, "read", block);
    // An INSERT without a list writes columns that are not named.
    if (inserts && !targetList && values) all = null;
    else all?.push(...set);
  }
  block.draft.written = all;
  readOutputs(merge.returningClause?.exprs, "return", block);
}

function readWhere(where: Node | undefined, block: Block): void {
  block.draft.filtered = where !== undefined;
  if (where) readCondition(where, "where", block);
}

/** `SET a = …, (b, c) = …` */
function readAssignments(list: readonly Node[] | undefined, block: Block): WrittenColumn[] {
  return targets(list).flatMap((target) => {
    const found = written(target, [target.val], block);
    const { val } = target;
    // Each column of `(b, c) = (SELECT …)` holds the query: it is read once.
    if (!val || !("MultiAssignRef" in val) || val.MultiAssignRef.colno === 1) useColumns(val, "read", block);
    return found;
  });
}

function written(target: ResTarget, values: readonly (Node | undefined)[], block: Block): WrittenColumn[] {
  const at = wordRange(target.location, block);
  if (block.isHole(at) || target.name === undefined) return [];
  addColumn(block, target.name, null, "write", at);
  const known = new Set(values.map((value) => valueOf(value)));
  const [only = "other"] = known;
  return [{ name: target.name, value: known.size === 1 ? only : "other", at: block.statement.place(at) }];
}

function valueOf(node: Node | undefined): WrittenColumn["value"] {
  if (!node) return "other";
  if ("SetToDefault" in node) return "default";
  if ("TypeCast" in node && node.TypeCast.arg) return valueOf(node.TypeCast.arg);
  if ("A_Const" in node) return node.A_Const.isnull ? "null" : "constant";
  return isValue(node) && !JSON.stringify(node).includes("ParamRef") ? "constant" : "other";
}

function wordRange(location: number | undefined, { statement }: Block): Range {
  const start = statement.offset(location);
  return { start, end: statement.tokens[statement.tokenAt(start)]?.end ?? start };
}

function readConflict({ infer, targetList, whereClause }: OnConflictClause, block: Block): void {
  const { statement } = block;
  const names: string[] = [];
  const open = statement.tokenAt(statement.offset(infer?.location));
  const items = infer?.indexElems ? statement.items(open + 1, statement.close(open)) : [];
  for (const [index, node] of (infer?.indexElems ?? []).entries()) {
    if (!("IndexElem" in node)) continue;
    const { name, expr } = node.IndexElem;
    const use: ColumnUse["use"] = "conflict";
    if (name === undefined) useColumns(expr, use, block);
    else {
      const token = statement.tokens[statement.tokenAt(items[index]?.start ?? 0)];
      const at = token ? { start: token.start, end: token.end } : statement.whole();
      if (block.isHole(at)) continue;
      names.push(name);
      addColumn(block, name, null, use, at);
    }
  }
  block.draft.conflict = infer?.indexElems ? names : null;
  useColumns(infer?.whereClause, "conflict", block);
  readAssignments(targetList, block);
  useColumns(whereClause, "filter", block);
}
