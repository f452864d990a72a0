import type { Subject } from "../../findings/place.ts";
import type { History, Schema, Table } from "../schema.ts";

export interface PublishedTable {
  readonly table: Table;
  readonly publication: string;
  /** Where it was put into the publication. */
  readonly by: Subject;
}

interface Publication {
  readonly name: string;
  everything: Subject | null;
  readonly schemas: Map<string, Subject>;
  readonly tables: Map<string, Subject>;
}

/** The tables whose updates a publication at the end of a history sends to subscribers, in the order of the tables. */
export function publishedTables(history: History): readonly PublishedTable[] {
  const publications = standingPublications(history);
  return history.schema.tables().flatMap((table) =>
    publications.flatMap(({ name, everything, schemas, tables }) => {
      const by = tables.get(table.path) ?? schemas.get(table.schema) ?? everything;
      return by === null ? [] : [{ table, publication: name, by }];
    }),
  );
}

function standingPublications(history: History): readonly Publication[] {
  const publications = new Map<string, Publication>();
  for (const folded of history.changes("publication", "drop-object")) {
    const { change, after } = folded;
    if (change.kind === "drop-object") {
      if (change.object === "publication") publications.delete(change.name.name);
      continue;
    }
    const { name, action } = change;
    if (action === "create" && !change.sendsUpdates) continue;
    const known = publications.get(name);
    // One that another history or the platform made (`supabase_realtime`) is met here first.
    const fresh = known === undefined || action === "create" || action === "set";
    const publication: Publication = fresh
      ? { name, everything: change.allTables ? folded : null, schemas: new Map(), tables: new Map() }
      : known;
    publications.set(name, publication);
    for (const schema of change.schemas) put(publication.schemas, schema, action === "drop" ? null : folded);
    for (const path of change.tables.flatMap((table) => pathIn(after, table)))
      put(publication.tables, path, action === "drop" ? null : folded);
  }
  return [...publications.values()];
}

function pathIn(schema: Schema, name: Parameters<Schema["table"]>[0]): readonly string[] {
  const table = schema.table(name);
  return table === undefined ? [] : [table.path];
}

function put<Value>(map: Map<string, Value>, key: string, value: Value | null): void {
  if (value === null) map.delete(key);
  else map.set(key, value);
}
