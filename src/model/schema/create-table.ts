import type { ChangeOf } from "../../facts/changes.ts";
import type { ConstraintDefinition } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { temporarySchema } from "./catalogue.ts";
import { changeColumn, columnNamed } from "./column-lookup.ts";
import { addColumnRecord, inheritColumn } from "./columns.ts";
import { addConstraints, inheritCheck } from "./constraints.ts";
import { copyLike } from "./like.ts";
import { joinParent, partitionedTable } from "./partitions.ts";
import type { TableRecord } from "./records.ts";

export function createTable(applying: Applying, change: ChangeOf<"create-table">): void {
  const { catalogue } = applying;
  const repeated = change.columns.find(
    (column, at) => change.columns.findIndex((other) => other.name === column.name) < at,
  );
  if (repeated !== undefined) {
    applying.refuse(`column "${repeated.name}" specified more than once`);
    return;
  }
  const table = newTable(applying, change);
  if (table === undefined) return;
  catalogue.put({ ...table, unlogged: change.unlogged, partitionBy: change.partitionBy });
  for (const name of change.inherits) {
    const parent = applying.table(name);
    if (parent === undefined) continue;
    const current = catalogue.table(table.id);
    if (current.parents.includes(parent.id)) {
      applying.refuse(`relation "${parent.name}" would be inherited from more than once`);
      continue;
    }
    catalogue.put({ ...current, parents: [...current.parents, parent.id] });
    joinInherited(applying, parent, table.id);
  }
  const partitioned = change.partitionOf === null ? undefined : partitionedTable(applying, change.partitionOf.parent);
  if (partitioned !== undefined) {
    for (const column of partitioned.columns) inheritColumn(applying, table.id, column);
  }
  for (const clause of change.like) copyLike(applying, table.id, clause, change.at);
  const constraints: ConstraintDefinition[] = [];
  for (const column of change.columns) {
    const own = columnNamed(catalogue.table(table.id), column.name);
    if (own === undefined) addColumnRecord(applying, table.id, column);
    else
      changeColumn(applying, table.id, column.name, (old) => ({
        ...old,
        local: true,
        nullable: old.nullable && !column.notNull,
        default: column.default ?? old.default,
      }));
    constraints.push(...column.constraints);
  }
  if (partitioned !== undefined) joinParent(applying, partitioned.id, table.id, change.partitionOf?.bound ?? "DEFAULT");
  // A new table has no row that could break a constraint: NOT VALID is left unheeded.
  const all = [...constraints, ...change.constraints].map((constraint) => ({ ...constraint, validated: true }));
  addConstraints(applying, table.id, all, change.at);
}

/** The bare table of a CREATE TABLE of any form; undefined when there is one of that name. */
export function newTable(
  applying: Applying,
  change: ChangeOf<"create-table"> | ChangeOf<"create-table-as">,
): TableRecord | undefined {
  const { catalogue } = applying;
  const schema = change.temporary ? temporarySchema : catalogue.creationSchema(change.table);
  const { name } = change.table;
  if (catalogue.findIn(schema, name) !== undefined) {
    if (!change.ifNotExists) applying.exists("relation", name);
    return undefined;
  }
  const table: TableRecord = {
    kind: "table",
    ...applying.origin(change.at),
    id: catalogue.newId(),
    schema,
    name,
    createdBy: applying.migration,
    columns: [],
    nextColumn: 1,
    constraints: [],
    indexes: [],
    parents: [],
    children: [],
    partitionOf: null,
    partitionBy: null,
    partitionBound: null,
    rowLevelSecurity: false,
    policies: [],
    replicaIdentity: "default",
    triggers: [],
    comment: null,
    temporary: change.temporary,
    unlogged: false,
    columnsKnown: true,
  };
  catalogue.put(table);
  return table;
}

/** `INHERITS`: columns and checks pass to the child; keys and indexes do not. */
function joinInherited(applying: Applying, parent: TableRecord, childId: number): void {
  applying.catalogue.put({ ...parent, children: [...parent.children, childId] });
  for (const column of parent.columns) inheritColumn(applying, childId, column);
  for (const check of parent.constraints)
    if (check.type === "check" && !check.noInherit)
      inheritCheck(applying, childId, { ...check, validated: true }, parent);
}
