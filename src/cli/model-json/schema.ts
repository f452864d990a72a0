import type { Schema, Table } from "../../model/schema.ts";
import type { Moment } from "../../model/schema/moment.ts";
import { at, type LineOf } from "./at.ts";

/** `archlint model schema`: the tables each migration history makes. */
export function schemaJson(moments: readonly Moment[], lineOf: LineOf) {
  return { histories: moments.map((moment) => historyJson(moment, lineOf)) };
}

function historyJson({ history, steps, schema }: Moment, lineOf: LineOf) {
  const unread = steps.flatMap(({ migration }) => migration.unread);
  return {
    name: history.name,
    tool: history.tool,
    dialect: history.dialect,
    migrations: steps.length,
    /** The version of the last of them. */
    after: steps.at(-1)?.migration.version ?? null,
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
