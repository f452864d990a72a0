import type { ConstraintDefinition } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import type { ConstraintRecord, TableRecord } from "./records.ts";

export function constraintNamed(table: TableRecord, name: string): ConstraintRecord | undefined {
  return table.constraints.find((constraint) => constraint.name === name);
}

export function plainConstraint(
  applying: Applying,
  definition: ConstraintDefinition,
  name: string,
  columns: readonly number[],
): ConstraintRecord {
  return {
    ...applying.origin(definition.at),
    id: applying.catalogue.newId(),
    type: definition.type === "not null" ? "check" : definition.type,
    name,
    columns,
    index: null,
    references: null,
    onDelete: definition.onDelete,
    onUpdate: definition.onUpdate,
    expression: definition.expression,
    validated: definition.validated,
    deferrable: definition.deferrable,
    initiallyDeferred: definition.initiallyDeferred === true,
    matchFull: definition.matchFull === true,
    deleteSets: [],
    noInherit: definition.noInherit,
    parent: null,
    local: true,
  };
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
