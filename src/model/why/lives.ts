import type { FoldedChange, History, Schema, Table } from "../schema.ts";
import { columnsNamed } from "./columns-named.ts";
import { tableNamed } from "./table-named.ts";

/** A table from its creation to its end, under all the names it had. */
export interface TableLife {
  readonly history: History;
  /** Its path now, or when it was dropped. */
  readonly path: string;
  /** The paths it had before. */
  readonly former: readonly string[];
  /** Each change of a migration to it and its rows, the one that made it first. */
  readonly changes: readonly FoldedChange[];
  readonly columns: readonly ColumnLife[];
  /** The change that dropped it; null while it is there. */
  readonly gone: FoldedChange | null;
}

export interface ColumnLife {
  readonly name: string;
  readonly former: readonly string[];
  readonly changes: readonly FoldedChange[];
  readonly gone: FoldedChange | null;
}

interface Column {
  name: string;
  former: string[];
  changes: FoldedChange[];
  gone: FoldedChange | null;
}

interface Life {
  history: History;
  path: string;
  former: string[];
  changes: FoldedChange[];
  columns: Column[];
  gone: FoldedChange | null;
}

const known = new WeakMap<History, readonly TableLife[]>();

/** Every table a history ever made, in the order of creation. One pass over its changes; what PostgreSQL refuses is left out. */
export function tableLives(history: History): readonly TableLife[] {
  let lives = known.get(history);
  if (!lives) known.set(history, (lives = read(history)));
  return lives;
}

function read(history: History): readonly TableLife[] {
  const all: Life[] = [];
  const living = new Map<string, Life>();
  for (const step of history.steps)
    for (const { changes } of step.statements)
      for (const folded of changes) if (folded.refusal === null) take(folded, history, living, all);
  return all;
}

function take(folded: FoldedChange, history: History, living: Map<string, Life>, all: Life[]): void {
  const { change, before, after } = folded;
  if (change.kind === "create-table" || change.kind === "create-table-as") {
    const table = after.table(change.table);
    // IF NOT EXISTS of what was there, and a materialized view, make no table.
    if (!table || living.has(table.path)) return;
    const life: Life = { history, path: table.path, former: [], changes: [folded], columns: [], gone: null };
    for (const { name } of table.columns) life.columns.push({ name, former: [], changes: [folded], gone: null });
    living.set(table.path, life);
    all.push(life);
    return;
  }
  const table = tableNamed(change, before);
  const life = table && living.get(table.path);
  if (!table || !life) return;
  life.changes.push(folded);
  for (const name of columnsNamed(change, table)) current(life, name)?.changes.push(folded);
  if (change.kind === "drop-table") {
    life.gone = folded;
    living.delete(table.path);
  } else if (change.kind === "rename-table" || change.kind === "set-schema") {
    const next = pathAfter(table, change.to, change.kind === "set-schema", after);
    if (next === null) return;
    life.former.push(life.path);
    life.path = next;
    living.delete(table.path);
    living.set(next, life);
  } else if (change.kind === "add-column") {
    const { name } = change.column;
    if (!current(life, name)) life.columns.push({ name, former: [], changes: [folded], gone: null });
  } else if (change.kind === "drop-column") {
    const column = current(life, change.column);
    if (column) column.gone = folded;
  } else if (change.kind === "rename-column") {
    const column = current(life, change.column);
    if (!column) return;
    column.former.push(column.name);
    column.name = change.to;
  }
}

function current(life: Life, name: string): Column | undefined {
  return life.columns.find((column) => column.name === name && column.gone === null);
}

function pathAfter(table: Table, to: string, moved: boolean, after: Schema): string | null {
  const name = moved ? { schema: to, name: table.name } : { schema: table.schema, name: to };
  return after.table(name)?.path ?? null;
}
