import type { ChangeOf } from "../../facts/changes.ts";
import type { Applying } from "./applying.ts";
import { temporarySchema } from "./catalogue.ts";
import { newTable } from "./create-table.ts";
import { resultColumns } from "./query-columns.ts";
import type { ColumnRecord, ViewRecord } from "./records.ts";

export function createView(applying: Applying, change: ChangeOf<"create-view">): void {
  const { catalogue } = applying;
  const schema = change.temporary ? temporarySchema : catalogue.creationSchema(change.name);
  const existing = catalogue.findIn(schema, change.name.name);
  if (existing !== undefined && !(existing.kind === "view" && change.replace)) {
    applying.exists("relation", change.name.name);
    return;
  }
  catalogue.put({
    kind: "view",
    ...applying.origin(change.at),
    recursive: change.recursive === true,
    definition: change.definition ?? `AS ${change.query}`,
    searchPath: catalogue.ownSearchPath,
    writtenAt: catalogue.version,
    id: existing?.id ?? catalogue.newId(),
    schema,
    name: change.name.name,
    materialized: false,
    securityInvoker: change.securityInvoker,
    query: change.query,
    relations: change.relations,
    dependsOn: change.relations.map((name) => catalogue.find(name)?.id).filter((id) => id !== undefined),
    indexes: [],
  });
}

export function setViewSecurity(applying: Applying, change: ChangeOf<"set-view-security">): void {
  const view = applying.relation(change.name);
  if (view?.kind === "view") applying.catalogue.put({ ...view, securityInvoker: change.securityInvoker });
}

/** `CREATE MATERIALIZED VIEW`, or a table with the columns of its query as far as the text tells them. */
export function createTableAs(applying: Applying, change: ChangeOf<"create-table-as">): void {
  const { catalogue } = applying;
  if (change.materialized) {
    createMaterializedView(applying, change);
    return;
  }
  const result = resultColumns(catalogue, change.query);
  const table = newTable(applying, change);
  if (table === undefined) return;
  const origin = applying.origin(change.at);
  const known = result !== null && (change.columns === null || change.columns.length <= result.length);
  const named = known
    ? result.map((column, at) => ({ name: change.columns?.[at] ?? column.name, type: column.type }))
    : (change.columns ?? []).map((name) => ({ name, type: { id: null, text: "unknown" } as const }));
  const columns = named.map(({ name, type }, at): ColumnRecord => ({
    ...origin,
    id: at + 1,
    name,
    type,
    typeAt: change.at,
    nullable: true,
    default: null,
    identity: null,
    generated: null,
    serial: false,
    sequence: null,
    drawsFrom: null,
    comment: null,
    local: true,
  }));
  catalogue.put({ ...table, columns, nextColumn: columns.length + 1, columnsKnown: known });
}

function createMaterializedView(applying: Applying, change: ChangeOf<"create-table-as">): void {
  const { catalogue } = applying;
  const schema = catalogue.creationSchema(change.table);
  if (catalogue.findIn(schema, change.table.name) !== undefined) {
    if (!change.ifNotExists) applying.exists("relation", change.table.name);
    return;
  }
  const view: ViewRecord = {
    kind: "view",
    ...applying.origin(change.at),
    recursive: false,
    definition: change.definition ?? `AS ${change.query}`,
    searchPath: catalogue.ownSearchPath,
    writtenAt: catalogue.version,
    id: catalogue.newId(),
    schema,
    name: change.table.name,
    materialized: true,
    query: change.query,
    relations: change.relations,
    securityInvoker: false,
    dependsOn: change.relations.map((name) => catalogue.find(name)?.id).filter((id) => id !== undefined),
    indexes: [],
  };
  catalogue.put(view);
}
