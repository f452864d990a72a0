import type { Schema } from "../../schema.ts";
import { temporarySchema } from "../catalogue.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { ConstraintRecord, TableRecord } from "../records.ts";
import { SchemaAt } from "../schema-at.ts";
import { attachments, replicaIdentity } from "./attachments.ts";
import { commentStatements } from "./comment-ddl.ts";
import { foreignKeyStatement } from "./constraint-ddl.ts";
import { defaultPrivilegeStatements, grantStatements } from "./grant-ddl.ts";
import { ordered } from "./order.ts";
import type { Piece } from "./piece.ts";
import { policyStatements } from "./policy-ddl.ts";
import { functionPieces, triggerPieces } from "./routine-ddl.ts";
import { ownerStatement, sequencePieces } from "./sequence-ddl.ts";
import { tablePieces } from "./table-ddl.ts";
import { typePiece } from "./type-ddl.ts";
import { viewPiece } from "./view-ddl.ts";

/**
 * The statements, without semicolons, that make an empty database what the schema is: in an order PostgreSQL takes them, and such that
 * they fold to the same schema. What the history never made (roles, objects of a platform) must be there.
 */
export function ddlStatements(schema: Schema): readonly string[] {
  if (!(schema instanceof SchemaAt)) throw new TypeError("expected a schema that foldHistory has made");
  const { catalogue, version } = schema;
  const relations = [...catalogue.relations.valuesAt(version)].filter((record) => record.schema !== temporarySchema);
  const tables = relations.filter((record) => record.kind === "table");
  const parts = tables.map((table) => tablePieces(catalogue, table, version));
  const functions = schema.routines().flatMap((record) => functionPieces(catalogue, record, version));
  const pieces = ordered([
    ...[...catalogue.types.valuesAt(version)].map((type) => typePiece(catalogue, type, version)),
    ...sequencePieces(catalogue, version),
    ...parts.flatMap(([table]) => table ?? []),
    ...functions,
    ...parts.flatMap(([, keys]) => keys ?? []),
    ...relations.flatMap((record) => (record.kind === "view" ? [viewPiece(catalogue, record, version)] : [])),
  ]);
  const owners = new Set(sequencePieces(catalogue, version).flatMap(({ provides }) => provides));
  return [
    // A body is looked at when it is called: what it names may come after it.
    ...(functions.length > 0 ? ["SET check_function_bodies = off"] : []),
    ...schemaStatements(schema),
    ...withSearchPaths(pieces),
    ...relations.flatMap((record) =>
      record.kind === "sequence" && owners.has(`#${record.id}`)
        ? (ownerStatement(catalogue, record, version) ?? [])
        : [],
    ),
    ...attachments(catalogue, tables, version),
    ...foreignKeys(schema, tables),
    ...tables.flatMap(replicaIdentity),
    ...withSearchPaths(tables.flatMap(triggerPieces)),
    ...tables.flatMap(policyStatements),
    ...tables.flatMap(commentStatements),
    ...grantStatements(schema),
    ...defaultPrivilegeStatements(schema),
  ];
}

function schemaStatements({ catalogue, version }: SchemaAt): readonly string[] {
  const schemas = catalogue.schemasAt(version).filter((name) => name !== "public" && name !== temporarySchema);
  return [
    ...schemas.map((name) => `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`),
    ...[...catalogue.extensions.valuesAt(version)].map(
      ({ name, schema }) =>
        `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)}${schema === null ? "" : ` WITH SCHEMA ${quoteIdentifier(schema)}`}`,
    ),
  ];
}

/** Keys of partitions before those of their parents, which take them over; what a parent's brings along is left out. */
function foreignKeys({ catalogue, version }: SchemaAt, tables: readonly TableRecord[]): readonly string[] {
  const parents = new Map<number, ConstraintRecord>();
  for (const table of tables) for (const constraint of table.constraints) parents.set(constraint.id, constraint);
  const own: string[] = [];
  const parts: string[] = [];
  for (const table of tables)
    for (const key of table.constraints) {
      if (key.type !== "foreign key") continue;
      const parent = key.parent === null ? undefined : parents.get(key.parent);
      if (parent?.name === key.name) continue;
      (parent === undefined ? own : parts).push(foreignKeyStatement(catalogue, table, key, version));
    }
  return [...parts, ...own];
}

/** Before a piece that was written under another search path, that path; behind it, the default. */
function withSearchPaths(pieces: readonly Piece[]): readonly string[] {
  const found: string[] = [];
  let current: string | null = null;
  for (const { statements, searchPath } of pieces) {
    if (statements.length === 0) continue;
    const path = searchPath == null ? null : searchPath.map(quoteIdentifier).join(", ");
    if (path !== current) found.push(path === null ? "RESET search_path" : `SET search_path TO ${path}`);
    current = path;
    found.push(...statements);
  }
  return current === null ? found : [...found, "RESET search_path"];
}
