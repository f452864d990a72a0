import type { Place } from "../../findings/place.ts";
import type { ForeignKey, History, Table } from "../schema.ts";
import { canonicalExpression } from "./canonical-expression.ts";

/** What `archlint model schema` prints; stable. */
export interface SchemaJson {
  readonly histories: readonly HistoryJson[];
}

export interface HistoryJson {
  readonly name: string;
  readonly tool: string;
  readonly dialect: string;
  readonly tables: readonly TableJson[];
  readonly views: readonly { readonly schema: string; readonly name: string; readonly materialized: boolean; readonly at: PositionJson }[];
  readonly enums: readonly { readonly schema: string; readonly name: string; readonly values: readonly string[]; readonly at: PositionJson }[];
  readonly unread: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
}

interface PositionJson {
  readonly file: string;
  readonly line: number;
}

export interface TableJson {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean; readonly default: string | null }[];
  readonly primaryKey: readonly string[] | null;
  readonly indexes: readonly { readonly name: string; readonly columns: readonly string[]; readonly unique: boolean; readonly method: string; readonly where: string | null; readonly valid: boolean }[];
  readonly foreignKeys: readonly { readonly name: string; readonly columns: readonly string[]; readonly references: ForeignKey["references"]; readonly onDelete: string; readonly validated: boolean }[];
  readonly checks: readonly { readonly name: string; readonly expression: string; readonly validated: boolean }[];
  readonly partitionOf: string | null;
  readonly at: PositionJson;
}

/** `lineOf` gives the 1-based line of a place. */
export function schemaJson(histories: readonly History[], lineOf: (place: Place) => number): SchemaJson {
  const position = (at: Place): PositionJson => ({ file: at.file, line: lineOf(at) });
  return { histories: histories.map((history) => historyJson(history, position)) };
}

function historyJson(history: History, position: (at: Place) => PositionJson): HistoryJson {
  const { schema } = history;
  return {
    name: history.name,
    tool: history.tool,
    dialect: history.dialect,
    tables: schema.tables().map((table) => tableJson(table, position)),
    views: schema.views().map(({ schema: within, name, materialized, at }) => ({ schema: within, name, materialized, at: position(at) })),
    enums: schema.enums().map(({ schema: within, name, values, at }) => ({ schema: within, name, values, at: position(at) })),
    unread: history.steps.flatMap(({ migration }) => migration.unread.map(({ at, message }) => ({ ...position(at), reason: message }))),
  };
}

function tableJson(table: Table, position: (at: Place) => PositionJson): TableJson {
  return {
    schema: table.schema,
    name: table.name,
    columns: table.columns.map(({ name, type, nullable, default: value }) => ({ name, type, nullable, default: value?.text ?? null })),
    primaryKey: table.primaryKey?.columns ?? null,
    indexes: table.indexes.map((index) => ({
      name: index.name,
      columns: index.keys.map((key) => key.column ?? canonicalExpression(key.expression ?? "", (column) => table.column(column)?.type)),
      unique: index.unique,
      method: index.method,
      where: index.where,
      valid: index.valid,
    })),
    foreignKeys: table.foreignKeys.map(({ name, columns, references, onDelete, validated }) => ({ name, columns, references, onDelete, validated })),
    checks: table.checks.map(({ name, expression, validated }) => ({ name, expression, validated })),
    partitionOf: table.partitionOf,
    at: position(table.at),
  };
}
