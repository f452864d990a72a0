import type { History, Schema, Table } from "../../model/schema.ts";
import { at, type LineOf } from "./at.ts";

/** `archlint model schema`: the tables each migration history makes. */
export function schemaJson(histories: readonly History[], lineOf: LineOf) {
  return { histories: histories.map((history) => historyJson(history, lineOf)) };
}

function historyJson(history: History, lineOf: LineOf) {
  const { schema } = history;
  const unread = history.steps.flatMap(({ migration }) => migration.unread);
  return {
    name: history.name,
    tool: history.tool,
    dialect: history.dialect,
    migrations: history.steps.length,
    complete: schema.complete,
    tables: schema.tables().map((table) => tableJson(table, lineOf)),
    views: viewsJson(schema, lineOf),
    enums: schema
      .enums()
      .map((type) => ({ schema: type.schema, name: type.name, values: type.values, at: at(type.at, lineOf) })),
    unread: unread.map((statement) => ({ ...at(statement.at, lineOf), reason: statement.message })),
  };
}

function viewsJson(schema: Schema, lineOf: LineOf) {
  return schema.views().map(({ schema: namespace, name, materialized, at: place }) => ({
    schema: namespace,
    name,
    materialized,
    at: at(place, lineOf),
  }));
}

function tableJson(table: Table, lineOf: LineOf) {
  return {
    schema: table.schema,
    name: table.name,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      default: column.default?.text ?? null,
    })),
    primaryKey: table.primaryKey?.columns ?? null,
    indexes: table.indexes.map(({ name, columns, unique, method, where, valid }) => ({
      name,
      columns,
      unique,
      method,
      where,
      valid,
    })),
    foreignKeys: table.foreignKeys.map(({ name, columns, references, onDelete, validated }) => ({
      name,
      columns,
      references: { schema: references.schema, table: references.table, columns: references.columns },
      onDelete,
      validated,
    })),
    checks: table.checks.map(({ name, expression, validated }) => ({ name, expression, validated })),
    partitionOf: table.partitionOf,
    at: at(table.at, lineOf),
  };
}
