import type { ColumnRef, Node } from "libpg-query";
import type { ColumnName, ColumnUse } from "../../../../facts/queries.ts";
import { strings } from "../../ast.ts";
import { addColumn } from "./block.ts";
import type { Block } from "./block.ts";
import { nameRange } from "./spans.ts";

/** `a`, `t.a`, `schema.t.a`; null for `t.*`. */
function columnName(reference: ColumnRef): ColumnName | null {
  const parts = strings(reference.fields);
  if (parts.length === 0 || parts.length < (reference.fields?.length ?? 0)) return null;
  return { qualifier: parts.at(-2) ?? null, name: parts.at(-1) as string };
}

/** Every column an expression names is used, and every query inside it is a block of its own. */
export function useColumns(tree: unknown, use: ColumnUse["use"], block: Block): void {
  if (Array.isArray(tree)) {
    for (const item of tree) useColumns(item, use, block);
  } else if (tree !== null && typeof tree === "object") {
    for (const [kind, value] of Object.entries(tree)) {
      if (value === null || typeof value !== "object" || kind === "typeName") continue;
      if (kind === "SelectStmt") block.inner({ SelectStmt: value }, "expression");
      else if (kind === "ColumnRef") useColumn(value as ColumnRef, use, block);
      else useColumns(value, use, block);
    }
  }
}

function useColumn(reference: ColumnRef, use: ColumnUse["use"], block: Block): void {
  const column = columnName(reference);
  if (column) addColumn(block, column.name, column.qualifier, use, nameRange(reference.location, block.statement));
}

/** The columns an expression names, without those of queries inside it; each once. */
export function columnsIn(tree: unknown, block: Block): ColumnName[] {
  const found = new Map<string, ColumnName>();
  gather(tree, (reference) => {
    const column = columnName(reference);
    if (column && !block.isHole(nameRange(reference.location, block.statement)))
      found.set(`${column.qualifier ?? ""}.${column.name}`, column);
  });
  return [...found.values()];
}

/** Calls `visit` for each reference of an expression, without those of queries inside it. */
export function gather(tree: unknown, visit: (reference: ColumnRef) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) gather(item, visit);
  } else if (tree !== null && typeof tree === "object") {
    for (const [kind, value] of Object.entries(tree)) {
      if (value === null || typeof value !== "object" || kind === "typeName" || kind === "SelectStmt") continue;
      if (kind === "ColumnRef") visit(value as ColumnRef);
      else gather(value, visit);
    }
  }
}

/** Whether an expression holds a query. */
export function holdsQuery(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(holdsQuery);
  if (tree === null || typeof tree !== "object") return false;
  return Object.entries(tree).some(([kind, value]) => kind === "SelectStmt" || holdsQuery(value));
}

export function plainColumn(node: Node | undefined, block: Block): ColumnName | null {
  if (!node || !("ColumnRef" in node)) return null;
  if (block.isHole(nameRange(node.ColumnRef.location, block.statement))) return null;
  return columnName(node.ColumnRef);
}
