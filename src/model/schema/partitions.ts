import type { ChangeOf } from "../../facts/changes.ts";
import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import { inheritColumn } from "./columns.ts";
import { inheritCheck } from "./constraints.ts";
import { referencePartition } from "./foreign-keys.ts";
import { indexPartition } from "./indexes.ts";
import type { TableRecord } from "./records.ts";

/** Makes a table, which has the parent's columns, a partition: checks, indexes, keys and foreign keys follow. */
export function joinParent(applying: Applying, parentId: number, partitionId: number, bound: string): void {
  const { catalogue } = applying;
  const parent = catalogue.table(parentId);
  catalogue.put({ ...parent, children: [...parent.children, partitionId] });
  catalogue.put({ ...catalogue.table(partitionId), partitionOf: parentId, partitionBound: bound });
  for (const check of parent.constraints)
    if (check.type === "check") inheritCheck(applying, partitionId, { ...check, validated: true }, parent);
  for (const id of parent.indexes) {
    indexPartition(applying, catalogue.index(id), partitionId);
  }
  for (const key of parent.constraints)
    if (key.type === "foreign key") referencePartition(applying, key, parent, partitionId);
}

export function attachPartition(applying: Applying, change: ChangeOf<"attach-partition">): void {
  const { catalogue } = applying;
  const parent = partitionedTable(applying, change.table);
  const partition = applying.table(change.partition);
  if (parent === undefined || partition === undefined || isCircular(applying, parent, partition)) return;
  if (partition.partitionOf !== null) {
    applying.refuse(`"${partition.name}" is already a partition`);
    return;
  }
  for (const column of parent.columns) inheritColumn(applying, partition.id, column);
  joinParent(applying, parent.id, partition.id, change.bound);
  // All a partition shares with its parent belongs to the parent from now on.
  const joined = catalogue.table(partition.id);
  catalogue.put({
    ...joined,
    columns: joined.columns.map((column) => ({
      ...column,
      identity: columnNamed(parent, column.name)?.identity ?? column.identity,
      local: false,
    })),
    constraints: joined.constraints.map((constraint) => ({ ...constraint, local: constraint.parent === null })),
  });
}

/** A detached partition keeps all it has; nothing of it belongs to the parent any more. */
export function detachPartition(applying: Applying, change: ChangeOf<"detach-partition">): void {
  const { catalogue } = applying;
  const parent = applying.table(change.table);
  const partition = applying.table(change.partition);
  if (parent === undefined || partition === undefined) return;
  catalogue.put({ ...parent, children: parent.children.filter((id) => id !== partition.id) });
  detach(applying, { ...partition, partitionOf: null, partitionBound: null });
}

export function inherit(applying: Applying, change: ChangeOf<"inherit">): void {
  const { catalogue } = applying;
  const table = applying.table(change.table);
  const parent = applying.table(change.parent);
  if (table === undefined || parent === undefined) return;
  if (change.remove) {
    catalogue.put({ ...parent, children: parent.children.filter((id) => id !== table.id) });
    detach(applying, { ...table, parents: table.parents.filter((id) => id !== parent.id) });
    return;
  }
  if (isCircular(applying, parent, table)) return;
  if (table.parents.includes(parent.id)) {
    applying.refuse(`relation "${parent.name}" would be inherited from more than once`);
    return;
  }
  catalogue.put({ ...table, parents: [...table.parents, parent.id] });
  catalogue.put({ ...parent, children: [...parent.children, table.id] });
  for (const check of parent.constraints)
    if (check.type === "check" && !check.noInherit) inheritCheck(applying, table.id, check, parent);
}

export function partitionedTable(applying: Applying, name: QualifiedName): TableRecord | undefined {
  const table = applying.table(name);
  if (table !== undefined && table.partitionBy === null) applying.refuse(`"${table.name}" is not partitioned`);
  return table?.partitionBy == null ? undefined : table;
}

/** Whether the parent is the child, or below it: everything that follows inheritance would go round for ever. */
function isCircular(applying: Applying, parent: TableRecord, child: TableRecord): boolean {
  const above = [parent];
  for (const table of above) {
    if (table.id === child.id) {
      applying.refuse("circular inheritance not allowed");
      return true;
    }
    for (const id of [...table.parents, ...(table.partitionOf === null ? [] : [table.partitionOf])])
      above.push(applying.catalogue.table(id));
  }
  return false;
}

function detach(applying: Applying, table: TableRecord): void {
  const { catalogue } = applying;
  catalogue.put({
    ...table,
    // The identity of a partition is its table's.
    columns: table.columns.map((column) => ({
      ...column,
      identity: column.sequence === null ? null : column.identity,
      local: true,
    })),
    constraints: table.constraints.map((constraint) => ({ ...constraint, parent: null, local: true })),
  });
  for (const id of table.indexes) {
    const index = catalogue.index(id);
    if (index.parent !== null) catalogue.put({ ...index, parent: null });
  }
}
