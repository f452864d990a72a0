import type { ChangeOf } from "../../facts/sql.ts";
import type { Applying } from "./applying.ts";
import { inheritColumn } from "./columns.ts";
import { inheritCheck } from "./constraints.ts";
import { referencePartition } from "./foreign-keys.ts";
import { indexPartition } from "./indexes.ts";
import type { TableRecord } from "./records.ts";

/** Makes a table, which has the parent's columns, a partition: checks, indexes, keys and foreign keys follow. */
export function joinParent(applying: Applying, parentId: number, partitionId: number): void {
  const { catalogue } = applying;
  const parent = catalogue.table(parentId);
  catalogue.put({ ...parent, children: [...parent.children, partitionId] });
  catalogue.put({ ...catalogue.table(partitionId), partitionOf: parentId });
  for (const check of parent.constraints) if (check.type === "check") inheritCheck(applying, partitionId, { ...check, validated: true }, parent);
  for (const id of parent.indexes) {
    indexPartition(applying, catalogue.index(id), partitionId);
  }
  for (const key of parent.constraints) if (key.type === "foreign key") referencePartition(applying, key, parent, partitionId);
}

export function attachPartition(applying: Applying, change: ChangeOf<"attach-partition">): void {
  const parent = applying.table(change.table);
  const partition = applying.table(change.partition);
  if (parent === undefined || partition === undefined) return;
  if (partition.partitionOf !== null) {
    applying.refuse(`"${partition.name}" is already a partition`);
    return;
  }
  for (const column of parent.columns) inheritColumn(applying, partition.id, column);
  joinParent(applying, parent.id, partition.id);
}

/** A detached partition keeps all it has; nothing of it belongs to the parent any more. */
export function detachPartition(applying: Applying, change: ChangeOf<"detach-partition">): void {
  const { catalogue } = applying;
  const parent = applying.table(change.table);
  const partition = applying.table(change.partition);
  if (parent === undefined || partition === undefined) return;
  catalogue.put({ ...parent, children: parent.children.filter((id) => id !== partition.id) });
  detach(applying, { ...partition, partitionOf: null });
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
  catalogue.put({ ...table, parents: [...table.parents, parent.id] });
  catalogue.put({ ...parent, children: [...parent.children, table.id] });
  for (const check of parent.constraints) if (check.type === "check" && !check.noInherit) inheritCheck(applying, table.id, check, parent);
}

function detach(applying: Applying, table: TableRecord): void {
  const { catalogue } = applying;
  catalogue.put({ ...table, constraints: table.constraints.map((constraint) => ({ ...constraint, parent: null })) });
  for (const id of table.indexes) {
    const index = catalogue.index(id);
    if (index.parent !== null) catalogue.put({ ...index, parent: null });
  }
}
