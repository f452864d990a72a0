import type { Catalogue } from "../catalogue.ts";
import { columnName } from "../column-lookup.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { IndexRecord, TableRecord } from "../records.ts";
import { indexStatement } from "./index-ddl.ts";
import { nameOf } from "./names.ts";

/** ATTACH PARTITION and INHERIT, and the indexes of partitioned tables that not all partitions have. */
export function attachments(catalogue: Catalogue, tables: readonly TableRecord[], version: number): readonly string[] {
  const tableAt = (id: number): TableRecord => catalogue.relations.at(id, version) as TableRecord;
  const joined = tables.flatMap((table) => {
    const parents = table.parents.map((id) => `ALTER TABLE ${nameOf(table)} INHERIT ${nameOf(tableAt(id))}`);
    if (table.partitionOf === null) return parents;
    const bound = table.partitionBound ?? "DEFAULT";
    const values = bound.toUpperCase() === "DEFAULT" ? "DEFAULT" : `FOR VALUES ${bound}`;
    const parent = nameOf(tableAt(table.partitionOf));
    return [...parents, `ALTER TABLE ${parent} ATTACH PARTITION ${nameOf(table)} ${values}`];
  });
  return [...joined, ...tables.flatMap((table) => incompleteIndexes(catalogue, table, version))];
}

function incompleteIndexes(catalogue: Catalogue, table: TableRecord, version: number): readonly string[] {
  const indexAt = (id: number): IndexRecord => catalogue.relations.at(id, version) as IndexRecord;
  return table.indexes
    .map(indexAt)
    .filter((index) => !index.valid && index.constraint === null)
    .flatMap((index) => {
      const parts = table.children
        .flatMap((child) => (catalogue.relations.at(child, version) as TableRecord).indexes.map(indexAt))
        .filter((part) => part.parent === index.id);
      const name = nameOf(index);
      return [
        indexStatement(table, index, (id) => columnName(table, id), true),
        ...parts.map((part) => `ALTER INDEX ${name} ATTACH PARTITION ${nameOf(part)}`),
      ];
    });
}

/** REPLICA IDENTITY, where it is not the primary key. */
export function replicaIdentity(table: TableRecord): readonly string[] {
  if (table.replicaIdentity === "default") return [];
  const [, index] = /^using\s+index\s+(.+)$/i.exec(table.replicaIdentity) ?? [];
  const identity = index === undefined ? table.replicaIdentity.toUpperCase() : `USING INDEX ${written(index)}`;
  return [`ALTER TABLE ${nameOf(table)} REPLICA IDENTITY ${identity}`];
}

function written(name: string): string {
  return name.startsWith('"') ? name : quoteIdentifier(name.toLowerCase());
}
