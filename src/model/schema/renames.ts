import type { PartitionBy, QualifiedName } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import { constraintNamed } from "./constraint-records.ts";
import { quoteIdentifier } from "./identifiers.ts";
import type { ConstraintRecord, RelationRecord, TableRecord } from "./records.ts";
import { renameColumn as renameInText } from "./tokens.ts";

/** Renames a table, view, index or sequence: PostgreSQL's ALTER TABLE and ALTER INDEX take each other's. */
export function renameRelation(applying: Applying, name: QualifiedName, to: string): void {
  const relation = applying.relation(name);
  if (relation === undefined) return;
  const { catalogue } = applying;
  if (catalogue.findIn(relation.schema, to) !== undefined) {
    applying.exists("relation", to);
    return;
  }
  catalogue.put({ ...relation, name: to });
  if (relation.kind === "index" && relation.constraint !== null) {
    const table = catalogue.table(relation.table);
    catalogue.put({
      ...table,
      constraints: table.constraints.map((constraint) =>
        constraint.id === relation.constraint ? { ...constraint, name: to } : constraint,
      ),
    });
  }
}

export function renameColumn(applying: Applying, name: QualifiedName, from: string, to: string): void {
  const relation = applying.relation(name);
  if (relation?.kind !== "table") return;
  const column = columnNamed(relation, from);
  if (column === undefined && relation.columnsKnown) {
    applying.refuse(`column "${from}" does not exist`);
  } else if (columnNamed(relation, to) !== undefined) {
    applying.refuse(`column "${to}" of relation "${relation.name}" already exists`);
  } else {
    renameIn(applying, relation.id, from, to);
  }
}

function renameIn(applying: Applying, tableId: number, from: string, to: string): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const column = columnNamed(table, from);
  if (column === undefined) return;
  const text = <T extends string | null>(expression: T): T =>
    expression === null ? expression : (renameInText(expression, from, quoteIdentifier(to)) as T);
  for (const id of table.indexes) {
    const index = catalogue.index(id);
    if (index.mentions.includes(column.id))
      catalogue.put({
        ...index,
        keys: index.keys.map((key) => ({ ...key, expression: text(key.expression) })),
        where: text(index.where),
      });
  }
  catalogue.put({
    ...table,
    columns: table.columns.map((other) => {
      const generated =
        other.generated === null ? null : { ...other.generated, expression: text(other.generated.expression) };
      return other.id === column.id ? { ...other, name: to, generated } : { ...other, generated };
    }),
    constraints: table.constraints.map((constraint) =>
      constraint.columns.includes(column.id) ? { ...constraint, expression: text(constraint.expression) } : constraint,
    ),
    partitionBy: table.partitionBy === null ? null : renamedKey(table.partitionBy, from, to),
    triggers: table.triggers.map((trigger) => ({
      ...trigger,
      definition: {
        ...trigger.definition,
        before: text(trigger.definition.before),
        after: text(trigger.definition.after),
      },
    })),
    policies: table.policies.map((policy) => ({ ...policy, using: text(policy.using), check: text(policy.check) })),
  });
  for (const child of table.children) renameIn(applying, child, from, to);
}

function renamedKey(partitionBy: PartitionBy, from: string, to: string): PartitionBy {
  return {
    ...partitionBy,
    columns: partitionBy.columns.map((column) => (column === from ? to : column)),
    ...(partitionBy.key === undefined ? {} : { key: renameInText(partitionBy.key, from, quoteIdentifier(to)) }),
  };
}

export function renameConstraint(applying: Applying, table: TableRecord, from: string, to: string): void {
  const constraint = constraintNamed(table, from);
  if (constraint === undefined) {
    applying.refuse(`constraint "${from}" for table "${table.name}" does not exist`);
  } else if (constraintNamed(table, to) !== undefined) {
    applying.refuse(`constraint "${to}" for relation "${table.name}" already exists`);
  } else {
    renameConstraintIn(applying, table.id, constraint, to);
  }
}

function renameConstraintIn(applying: Applying, tableId: number, constraint: ConstraintRecord, to: string): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  catalogue.put({
    ...table,
    constraints: table.constraints.map((other) => (other.id === constraint.id ? { ...other, name: to } : other)),
  });
  if (constraint.index !== null) catalogue.put({ ...catalogue.index(constraint.index), name: to });
  if (constraint.type !== "check") return;
  for (const child of table.children) {
    for (const copy of catalogue.table(child).constraints)
      if (copy.parent === constraint.id) renameConstraintIn(applying, child, copy, to);
  }
}

/** `SET SCHEMA`: a table takes its indexes and the sequences of its columns with it. */
export function moveRelation(applying: Applying, relation: RelationRecord, schema: string): void {
  const { catalogue } = applying;
  catalogue.put({ ...relation, schema });
  if (relation.kind === "table" || relation.kind === "view") {
    for (const id of relation.indexes) catalogue.put({ ...catalogue.index(id), schema });
  }
  if (relation.kind !== "table") return;
  for (const { sequence } of relation.columns) {
    const record = sequence === null ? undefined : catalogue.relations.current(sequence);
    if (record !== undefined) catalogue.put({ ...record, schema });
  }
}

export function renameSchema(applying: Applying, from: string, to: string): void {
  const { catalogue } = applying;
  catalogue.removeSchema(from);
  catalogue.noteSchema(to);
  for (const relation of [...catalogue.relations.currentValues()])
    if (relation.schema === from) catalogue.put({ ...relation, schema: to });
  for (const type of [...catalogue.types.currentValues()])
    if (type.schema === from) catalogue.putType({ ...type, schema: to });
}
