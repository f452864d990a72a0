import type { LikeClause } from "../../facts/sql-parts.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { Applying } from "./applying.ts";
import { columnName, columnNamed } from "./column-lookup.ts";
import { createOwnedSequence } from "./columns.ts";
import { createIndex } from "./indexes.ts";
import type { ColumnRecord, ConstraintRecord, TableRecord } from "./records.ts";
import { countedType } from "./sequences.ts";

/**
 * `LIKE source INCLUDING …`: columns with their types and NOT NULL always, the rest as asked. Checks keep their names,
 * indexes get new ones, foreign keys are never copied.
 */
export function copyLike(applying: Applying, tableId: number, clause: LikeClause, at: TextPlace): void {
  const { catalogue } = applying;
  const source = applying.table(clause.table);
  if (source === undefined) {
    catalogue.put({ ...catalogue.table(tableId), columnsKnown: false });
    return;
  }
  const includes = (what: LikeClause["including"][number]): boolean =>
    clause.including.includes("all") || clause.including.includes(what);
  for (const column of source.columns) {
    const table = catalogue.table(tableId);
    const identity = includes("identity") ? column.identity : null;
    const copy: ColumnRecord = {
      ...column,
      ...applying.origin(at),
      id: table.nextColumn,
      default: includes("defaults") ? column.default : null,
      drawsFrom: includes("defaults") ? column.drawsFrom : null,
      serial: includes("defaults") && column.serial,
      identity,
      generated: includes("generated") ? column.generated : null,
      sequence:
        identity === null
          ? null
          : createOwnedSequence(
              applying,
              table,
              column.name,
              table.nextColumn,
              countedType(column.type.id === null ? column.type.text : ""),
              at,
            ).id,
      comment: includes("comments") ? column.comment : null,
      local: true,
    };
    catalogue.put({ ...table, columns: [...table.columns, copy], nextColumn: table.nextColumn + 1 });
  }
  if (!source.columnsKnown) catalogue.put({ ...catalogue.table(tableId), columnsKnown: false });
  if (includes("constraints")) copyChecks(applying, tableId, source, at);
  if (includes("indexes")) copyIndexes(applying, tableId, source, at);
}

function copyChecks(applying: Applying, tableId: number, source: TableRecord, at: TextPlace): void {
  const table = applying.catalogue.table(tableId);
  const copies = source.constraints
    .filter((constraint) => constraint.type === "check")
    .map((check): ConstraintRecord => ({
      ...check,
      ...applying.origin(at),
      id: applying.catalogue.newId(),
      columns: check.columns.map(translation(source, table)),
      validated: true,
      parent: null,
      local: true,
    }));
  applying.catalogue.put({ ...table, constraints: [...table.constraints, ...copies] });
}

function copyIndexes(applying: Applying, tableId: number, source: TableRecord, at: TextPlace): void {
  const { catalogue } = applying;
  const translate = translation(source, catalogue.table(tableId));
  const indexes = source.indexes.map((id) => catalogue.index(id));
  indexes.sort((a, b) => Number(b.primary) - Number(a.primary));
  for (const index of indexes) {
    const original = source.constraints.find((constraint) => constraint.index === index.id);
    const constraint =
      original === undefined
        ? null
        : {
            ...original,
            ...applying.origin(at),
            id: catalogue.newId(),
            columns: original.columns.map(translate),
            parent: null,
            local: true,
          };
    const keys = index.keys.map((key) => (key.column === null ? key : { ...key, column: translate(key.column) }));
    const { unique, primary, method, where, nullsNotDistinct, storage } = index;
    createIndex(
      applying,
      tableId,
      {
        name: null,
        keys,
        include: index.include.map(translate),
        unique,
        primary,
        method,
        where,
        nullsNotDistinct,
        ...(storage === undefined ? {} : { storage }),
        constraint,
        only: false,
        attributeNames: index.attributeNames,
      },
      applying.origin(at),
    );
  }
}

function translation(source: TableRecord, table: TableRecord): (id: number) => number {
  return (id) => columnNamed(table, columnName(source, id))?.id ?? 0;
}
