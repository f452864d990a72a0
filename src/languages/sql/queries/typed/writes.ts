import type { DeleteStmt, InsertStmt, Node, OnConflictClause, UpdateStmt } from "libpg-query";
import type {
  DeleteStatement,
  InsertStatement,
  OnConflictAction,
  SetStatement,
  UpdateStatement,
} from "pgsql-ast-parser";
import { translateTable } from "./names.ts";
import { translateOutputs } from "./outputs.ts";
import type { Reading } from "./reading.ts";
import { translateSources } from "./sources.ts";

export function translateInsert(statement: InsertStatement, reading: Reading): InsertStmt {
  const { into, columns, insert, onConflict, returning } = statement;
  return {
    relation: translateTable(into, reading),
    ...(columns && {
      cols: columns.map((column) => ({ ResTarget: { name: column.name, ...reading.places.start(column) } })),
    }),
    selectStmt: reading.query(insert),
    ...(onConflict && { onConflictClause: conflict(onConflict, reading) }),
    ...(returning && { returningClause: { exprs: translateOutputs(returning, reading) } }),
  };
}

export function translateUpdate(
  { table, sets, from, where, returning }: UpdateStatement,
  reading: Reading,
): UpdateStmt {
  return {
    relation: translateTable(table, reading),
    targetList: assignments(sets, reading),
    ...(from && { fromClause: translateSources([from], reading) }),
    ...(where && { whereClause: reading.expression(where) }),
    ...(returning && { returningClause: { exprs: translateOutputs(returning, reading) } }),
  };
}

export function translateDelete({ from, where, returning }: DeleteStatement, reading: Reading): DeleteStmt {
  return {
    relation: translateTable(from, reading),
    ...(where && { whereClause: reading.expression(where) }),
    ...(returning && { returningClause: { exprs: translateOutputs(returning, reading) } }),
  };
}

function assignments(sets: readonly SetStatement[], reading: Reading): Node[] {
  return sets.map(({ column, value }) => ({
    ResTarget: { name: column.name, val: reading.expression(value), ...reading.places.start(column) },
  }));
}

function conflict({ on, do: action, where }: OnConflictAction, reading: Reading): OnConflictClause {
  const infer =
    on?.type === "on expr"
      ? {
          indexElems: on.exprs.map((each): Node => {
            const plain = each.type === "ref" && !each.table;
            return { IndexElem: plain ? { name: each.name } : { expr: reading.expression(each) } };
          }),
          ...reading.places.start(on),
        }
      : on && { conname: on.constraint.name };
  return {
    ...(infer && { infer }),
    ...(action !== "do nothing" && { targetList: assignments(action.sets, reading) }),
    ...(where && { whereClause: reading.expression(where) }),
  };
}
