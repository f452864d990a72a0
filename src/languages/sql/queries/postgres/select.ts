import type { SelectStmt } from "libpg-query";
import type { Block } from "./block.ts";
import { useColumns } from "./columns.ts";
import { givesOneRow } from "./one-row.ts";
import { readBounds, readGroups, readOrder } from "./order.ts";
import { readOutputs } from "./outputs.ts";
import { readCondition } from "./predicates.ts";
import { readSources } from "./sources.ts";

export function readSelect(select: SelectStmt, block: Block): void {
  const { draft } = block;
  if (select.larg && select.rarg) readSides(select, block);
  else {
    readOutputs(select.targetList, "read", block);
    useColumns(select.valuesLists, "read", block);
    if (select.valuesLists) draft.outputs = valueNames(select);
    readSources(select.fromClause, block);
    if (select.whereClause) readCondition(select.whereClause, "where", block);
    draft.filtered = select.whereClause !== undefined;
    readGroups(select, block);
    if (select.havingClause) readCondition(select.havingClause, "having", block);
    useColumns(select.windowClause, "read", block);
    draft.single = givesOneRow(select);
  }
  readOrder(select, block);
  readBounds(select, block);
}

/** `a UNION b UNION c` is a tree of two and two; its sides stand beside each other unless one is ordered or cut for itself. */
function readSides(select: SelectStmt, block: Block): void {
  const sides: SelectStmt[] = [];
  const gather = (side: SelectStmt | undefined): void => {
    if (!side) return;
    const isPlain = !side.sortClause && !side.limitCount && !side.limitOffset && !side.withClause;
    if (side.larg && side.rarg && isPlain) {
      gather(side.larg);
      gather(side.rarg);
    } else sides.push(side);
  };
  gather(select.larg);
  gather(select.rarg);
  const read = sides.map((side) => block.inner({ SelectStmt: side }, "side"));
  block.draft.outputs = block.outputsOf(read[0] ?? -1);
}

/** PostgreSQL calls the columns of VALUES `column1`, `column2`, … */
function valueNames({ valuesLists = [] }: SelectStmt): string[] {
  const [row] = valuesLists;
  const width = row && "List" in row ? (row.List.items ?? []).length : 0;
  return Array.from({ length: width }, (_, index) => `column${index + 1}`);
}
