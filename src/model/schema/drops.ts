import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import { constraintNamed } from "./constraint-records.ts";
import type { ColumnRecord, ConstraintRecord, RelationRecord, TableRecord, ViewRecord } from "./records.ts";
import { columnNames } from "./tokens.ts";

/**
 * Drops, with what they take along. PostgreSQL refuses a drop without CASCADE while something else depends on the
 * object; the refusal is recorded and the drop still happens, because what follows was written for the schema after it.
 */
export function dropTable(applying: Applying, table: TableRecord, cascade: boolean): void {
  const { catalogue } = applying;
  for (const referenced of withAncestors(applying, table)) {
    for (const { from, constraint } of catalogue.referencesTo(referenced)) {
      if (from.id === table.id) continue;
      if (!cascade && !isDropped(applying, from) && constraint.parent === null)
        dependent(applying, `table ${table.name}`);
      removeConstraint(applying, from.id, constraint, true);
    }
  }
  for (const child of table.children) {
    const partition = catalogue.table(child);
    if (partition.partitionOf !== table.id && !cascade && !isDropped(applying, partition))
      dependent(applying, `table ${table.name}`);
    dropTable(applying, partition, cascade);
  }
  dropReaders(applying, table, cascade);
  const current = catalogue.table(table.id);
  for (const index of current.indexes) catalogue.remove(index);
  leaveParents(applying, current);
  catalogue.remove(table.id);
  for (const column of current.columns) if (column.sequence !== null) dropSequence(applying, column.sequence, cascade);
}

/** A foreign key to a partitioned table rests on each of its partitions as well. */
function withAncestors(applying: Applying, table: TableRecord): readonly number[] {
  const ids = [table.id];
  for (let parent = table.partitionOf; parent !== null; parent = applying.catalogue.table(parent).partitionOf)
    ids.push(parent);
  return ids;
}

function leaveParents(applying: Applying, table: TableRecord): void {
  for (const parent of [...table.parents, table.partitionOf]) {
    const record = parent === null ? undefined : applying.catalogue.relations.current(parent);
    if (record?.kind === "table")
      applying.catalogue.put({ ...record, children: record.children.filter((id) => id !== table.id) });
  }
}

function dropReaders(
  applying: Applying,
  relation: RelationRecord,
  cascade: boolean,
  reads: (view: ViewRecord) => boolean = () => true,
): void {
  for (const view of applying.catalogue.readersOf(relation.id)) {
    if (applying.catalogue.relations.current(view.id) === undefined || !reads(view)) continue;
    if (cascade) dropView(applying, view, true);
    else if (!isDropped(applying, view)) dependent(applying, `${relation.kind} ${relation.name}`);
  }
}

export function dropView(applying: Applying, view: ViewRecord, cascade: boolean): void {
  dropReaders(applying, view, cascade);
  for (const index of view.indexes) applying.catalogue.remove(index);
  applying.catalogue.remove(view.id);
}

/** Dropping a column takes the indexes, keys, foreign keys and checks that name it, and the sequence it owns. */
export function dropColumn(
  applying: Applying,
  tableId: number,
  name: string,
  ifExists: boolean,
  cascade: boolean,
): void {
  const { catalogue } = applying;
  const column = columnNamed(catalogue.table(tableId), name);
  if (column === undefined) {
    if (!ifExists && catalogue.table(tableId).columnsKnown)
      applying.refuse(`column "${name}" of relation "${catalogue.table(tableId).name}" does not exist`);
    return;
  }
  for (const constraint of catalogue.table(tableId).constraints) {
    if (constraint.columns.includes(column.id)) dropConstraint(applying, tableId, constraint, cascade);
  }
  for (const id of catalogue.table(tableId).indexes) {
    const index = catalogue.index(id);
    if (
      index.include.includes(column.id) ||
      index.mentions.includes(column.id) ||
      index.keys.some((key) => key.column === column.id)
    )
      dropIndex(applying, id, cascade);
  }
  for (const { from, constraint } of catalogue.referencesTo(tableId)) {
    if (constraint.references?.table === tableId && constraint.references.columns.includes(column.id))
      removeConstraint(applying, from.id, constraint, true);
  }
  const table = catalogue.table(tableId);
  dropReaders(applying, table, cascade, (view) => columnNames(view.query).has(name));
  catalogue.put({
    ...table,
    columns: table.columns.filter((other) => other.id !== column.id),
    policies: table.policies.filter((policy) => !cascade || !mentions(policy, column)),
  });
  for (const child of table.children)
    if (!keepsColumn(applying, catalogue.table(child), name)) dropColumn(applying, child, name, true, cascade);
  if (column.sequence !== null) dropSequence(applying, column.sequence, cascade);
}

/** A child keeps a column that it declares itself or has from another parent. */
function keepsColumn(applying: Applying, child: TableRecord, name: string): boolean {
  return (
    columnNamed(child, name)?.local === true ||
    child.parents.some((id) => columnNamed(applying.catalogue.table(id), name) !== undefined)
  );
}

/** A default that draws from the sequence goes with it. */
export function dropSequence(applying: Applying, sequenceId: number, cascade: boolean): void {
  const { catalogue } = applying;
  for (const table of catalogue.drawersOf(sequenceId)) {
    if (!cascade && !isDropped(applying, table)) dependent(applying, "a sequence");
    const columns = table.columns.map((column) =>
      column.drawsFrom === sequenceId
        ? { ...column, default: null, drawsFrom: null, sequence: null, serial: false }
        : column,
    );
    catalogue.put({ ...table, columns });
  }
  catalogue.remove(sequenceId);
}

function mentions(
  policy: { readonly using: string | null; readonly check: string | null },
  column: ColumnRecord,
): boolean {
  return columnNames(`${policy.using ?? ""} ${policy.check ?? ""}`).has(column.name);
}

export function dropConstraintNamed(
  applying: Applying,
  table: TableRecord,
  name: string,
  ifExists: boolean,
  cascade: boolean,
): void {
  const constraint = constraintNamed(table, name);
  if (constraint !== undefined) {
    dropConstraint(applying, table.id, constraint, cascade);
    return;
  }
  // PostgreSQL 18 keeps NOT NULL as a constraint of this name, which DROP CONSTRAINT may name.
  const column = table.columns.find(
    (candidate) => !candidate.nullable && name === `${table.name}_${candidate.name}_not_null`,
  );
  if (column !== undefined)
    applying.catalogue.put({
      ...table,
      columns: table.columns.map((other) => (other.id === column.id ? { ...other, nullable: true } : other)),
    });
  else if (!ifExists) applying.refuse(`constraint "${name}" of relation "${table.name}" does not exist`);
}

function dropConstraint(applying: Applying, tableId: number, constraint: ConstraintRecord, cascade: boolean): void {
  if (constraint.index !== null)
    dropDependentKeys(
      applying,
      constraint.index,
      cascade,
      `constraint ${constraint.name} on table ${applying.catalogue.table(tableId).name}`,
    );
  removeConstraint(applying, tableId, constraint, cascade);
}

/** Takes a constraint and its index out of a table and out of the tables that inherit it. */
function removeConstraint(applying: Applying, tableId: number, constraint: ConstraintRecord, cascade: boolean): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const indexes = table.indexes.filter((id) => id !== constraint.index);
  catalogue.put({ ...table, constraints: table.constraints.filter((other) => other.id !== constraint.id), indexes });
  if (constraint.index !== null) catalogue.remove(constraint.index);
  for (const child of table.children) {
    for (const copy of catalogue.table(child).constraints) {
      if (copy.parent !== constraint.id) continue;
      if (copy.local) keepConstraint(applying, child, copy);
      else dropConstraint(applying, child, copy, cascade);
    }
  }
}

function keepConstraint(applying: Applying, tableId: number, constraint: ConstraintRecord): void {
  const table = applying.catalogue.table(tableId);
  applying.catalogue.put({
    ...table,
    constraints: table.constraints.map((other) =>
      other.id === constraint.id ? { ...constraint, parent: null } : other,
    ),
  });
}

export function dropIndex(applying: Applying, indexId: number, cascade: boolean): void {
  const { catalogue } = applying;
  const index = catalogue.relations.current(indexId);
  if (index?.kind !== "index") return;
  dropDependentKeys(applying, indexId, cascade, `index ${index.name}`);
  const owner = catalogue.relations.current(index.table);
  if (owner?.kind === "table" || owner?.kind === "view")
    catalogue.put({ ...owner, indexes: owner.indexes.filter((id) => id !== indexId) });
  catalogue.remove(indexId);
  if (owner?.kind !== "table") return;
  for (const child of owner.children) {
    for (const id of catalogue.table(child).indexes)
      if (catalogue.index(id).parent === indexId) dropIndex(applying, id, cascade);
  }
}

/** Foreign keys that rest on a unique index go with it. */
function dropDependentKeys(applying: Applying, indexId: number, cascade: boolean, what: string): void {
  const { catalogue } = applying;
  const index = catalogue.relations.current(indexId);
  if (index?.kind !== "index") return;
  for (const { from, constraint } of catalogue.referencesTo(index.table)) {
    if (constraint.references?.table !== index.table || constraint.references.index !== indexId) continue;
    if (!cascade && !isDropped(applying, from)) dependent(applying, what);
    removeConstraint(applying, from.id, constraint, cascade);
  }
}

function dependent(applying: Applying, what: string): void {
  applying.refuse(`cannot drop ${what} because other objects depend on it`);
}

/** Whether the same statement drops it too, itself or with its parent: `DROP TABLE a, b` may name them in any order. */
function isDropped(applying: Applying, relation: RelationRecord): boolean {
  const ids: readonly (number | undefined)[] =
    relation.kind === "table" ? withAncestors(applying, relation) : [relation.id];
  return applying.statement.changes.some((change) => {
    if (change.kind === "drop-table") return ids.includes(applying.catalogue.find(change.table)?.id);
    return (
      change.kind === "drop-object" && change.table === null && ids.includes(applying.catalogue.find(change.name)?.id)
    );
  });
}
