import type { ConstraintDefinition } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnIds, columnName, columnNamed } from "./column-lookup.ts";
import { constraintNamed, plainConstraint, sameList } from "./constraint-records.ts";
import { columnAddition, freeName } from "./generated-names.ts";
import type { ConstraintRecord, ReferenceRecord, TableRecord } from "./records.ts";

export function addForeignKey(applying: Applying, tableId: number, definition: ConstraintDefinition): void {
  const { catalogue } = applying;
  const columns = columnIds(applying, tableId, definition.columns);
  if (columns === undefined || definition.references === null) return;
  const references = referenceOf(applying, definition.references);
  const table = catalogue.table(tableId);
  if (definition.name !== null && constraintNamed(table, definition.name) !== undefined) {
    applying.refuse(`constraint "${definition.name}" for relation "${table.name}" already exists`);
    return;
  }
  const name = definition.name ?? generatedName(applying, table, columns);
  const deleteSets = columnIds(applying, tableId, definition.deleteSets ?? []) ?? [];
  const key: ConstraintRecord = { ...plainConstraint(applying, definition, name, columns), references, deleteSets };
  catalogue.put({ ...table, constraints: [...table.constraints, key] });
  if (table.partitionBy !== null)
    for (const partition of table.children) referencePartition(applying, key, table, partition);
}

/** Gives a partition the foreign key of its parent: its own that is alike, or a copy under the parent's name. */
export function referencePartition(
  applying: Applying,
  parent: ConstraintRecord,
  parentTable: TableRecord,
  partitionId: number,
): void {
  const { catalogue } = applying;
  const partition = catalogue.table(partitionId);
  const columns = parent.columns.map((id) => columnNamed(partition, columnName(parentTable, id))?.id ?? 0);
  const like = partition.constraints.find(
    (constraint) =>
      constraint.type === "foreign key" &&
      constraint.parent === null &&
      sameList(constraint.columns, columns) &&
      sameReference(constraint, parent),
  );
  if (like !== undefined) {
    catalogue.put({
      ...partition,
      constraints: partition.constraints.map((constraint) =>
        constraint.id === like.id ? { ...constraint, parent: parent.id, local: false } : constraint,
      ),
    });
    return;
  }
  const deleteSets = parent.deleteSets.map((id) => columnNamed(partition, columnName(parentTable, id))?.id ?? 0);
  const name =
    constraintNamed(partition, parent.name) === undefined ? parent.name : generatedName(applying, partition, columns);
  const key: ConstraintRecord = {
    ...parent,
    id: catalogue.newId(),
    name,
    columns,
    deleteSets,
    parent: parent.id,
    local: false,
  };
  catalogue.put({ ...partition, constraints: [...partition.constraints, key] });
  for (const child of partition.children) referencePartition(applying, key, partition, child);
}

function sameReference(a: ConstraintRecord, b: ConstraintRecord): boolean {
  const [one, other] = [a.references, b.references];
  if (one?.table == null || other?.table == null) return false;
  return (
    one.table === other.table &&
    sameList(one.columns, other.columns) &&
    a.onDelete === b.onDelete &&
    a.onUpdate === b.onUpdate
  );
}

function generatedName(applying: Applying, table: TableRecord, columns: readonly number[]): string {
  const addition = columnAddition(columns.map((id) => columnName(table, id)));
  return freeName(table.name, addition, "fkey", (candidate) =>
    applying.catalogue.hasConstraintName(table.schema, candidate),
  );
}

function referenceOf(applying: Applying, written: NonNullable<ConstraintDefinition["references"]>): ReferenceRecord {
  const { catalogue } = applying;
  const target = applying.table(written.table);
  if (target === undefined) return { table: null, written: written.table, columns: written.columns };
  const primary = target.constraints.find((constraint) => constraint.type === "primary key");
  if (written.columns.length === 0) {
    if (primary === undefined) applying.refuse(`there is no primary key for referenced table "${target.name}"`);
    return { table: target.id, columns: primary?.columns ?? [], index: primary?.index ?? null };
  }
  const columns = columnIds(applying, target.id, written.columns) ?? [];
  const index = catalogue.table(target.id).indexes.find((id) => matchesKey(applying, id, columns));
  if (index === undefined && target.columnsKnown)
    applying.refuse(`there is no unique constraint matching given keys for referenced table "${target.name}"`);
  return { table: target.id, columns, index: index ?? null };
}

/** PostgreSQL takes the first unique index over exactly these columns, in any order, without predicate or expression. */
function matchesKey(applying: Applying, indexId: number, columns: readonly number[]): boolean {
  const index = applying.catalogue.index(indexId);
  return (
    index.unique &&
    index.where === null &&
    index.keys.length === columns.length &&
    columns.every((id) => index.keys.some((key) => key.column === id))
  );
}
