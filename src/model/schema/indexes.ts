import type { ChangeOf } from "../../facts/changes.ts";
import type { IndexKey } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnIds, columnName, columnNamed } from "./column-lookup.ts";
import { columnAddition, expressionName, freeName, indexColumnNames } from "./generated-names.ts";
import { quoteIdentifier } from "./identifiers.ts";
import type { ConstraintRecord, IndexRecord, KeyRecord, Origin, TableRecord, ViewRecord } from "./records.ts";
import { columnNames } from "./tokens.ts";

/** An index before it has its name and its place. */
export interface IndexSpecification {
  readonly name: string | null;
  readonly keys: readonly KeyRecord[];
  readonly include: readonly number[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly method: string;
  readonly where: string | null;
  readonly nullsNotDistinct: boolean;
  readonly storage?: string;
  /** The constraint to make with it; it gets the index's name. */
  readonly constraint: ConstraintRecord | null;
  /** `ON ONLY`: partitions get none. */
  readonly only: boolean;
  readonly parent?: IndexRecord;
  /** For a copy: the attribute names of the original. */
  readonly attributeNames?: readonly string[];
}

export function columnKey(column: number): KeyRecord {
  return { column, expression: null, expressionName: null, descending: false, opclass: null };
}

/** Makes an index on a table and, as PostgreSQL does, on each of its partitions. */
export function createIndex(
  applying: Applying,
  tableId: number,
  specification: IndexSpecification,
  origin: Origin,
): IndexRecord | undefined {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const attributeNames = specification.attributeNames ?? ownAttributeNames(table, specification);
  const name = specification.name ?? generatedName(applying, table, specification, attributeNames);
  if (catalogue.findIn(table.schema, name) !== undefined) {
    applying.exists("relation", name);
    return undefined;
  }
  const partitions = table.partitionBy === null ? [] : table.children;
  const constraint = specification.constraint === null ? null : { ...specification.constraint, name };
  const id = catalogue.newId();
  const index: IndexRecord = {
    kind: "index",
    ...origin,
    id,
    schema: table.schema,
    name,
    table: tableId,
    keys: specification.keys,
    include: specification.include,
    attributeNames,
    unique: specification.unique,
    primary: specification.primary,
    method: specification.method,
    where: specification.where,
    mentions: mentionedColumns(table, specification),
    nullsNotDistinct: specification.nullsNotDistinct,
    ...(specification.storage === undefined ? {} : { storage: specification.storage }),
    valid: !specification.only || partitions.length === 0,
    constraint: constraint?.id ?? null,
    parent: specification.parent?.id ?? null,
  };
  catalogue.put(index);
  const constraints = constraint === null ? table.constraints : [...table.constraints, { ...constraint, index: id }];
  catalogue.put({ ...table, indexes: [...table.indexes, id], constraints });
  if (!specification.only) for (const partition of partitions) indexPartition(applying, index, partition);
  return index;
}

/** A change of a column's type builds its indexes anew: one made `ON ONLY` the parent then reaches the partitions. */
export function completeIndexes(applying: Applying, tableId: number, column: number): void {
  const { catalogue } = applying;
  for (const id of catalogue.table(tableId).indexes) {
    const index = catalogue.index(id);
    if (
      index.valid ||
      !(
        index.mentions.includes(column) ||
        index.include.includes(column) ||
        index.keys.some((key) => key.column === column)
      )
    )
      continue;
    const complete = { ...index, valid: true };
    catalogue.put(complete);
    for (const partition of catalogue.table(tableId).children) {
      if (!catalogue.table(partition).indexes.some((part) => catalogue.index(part).parent === id))
        indexPartition(applying, complete, partition);
    }
  }
}

/** Gives a partition its part of a partitioned index: one it has already and that is alike, or a new one. */
export function indexPartition(applying: Applying, parent: IndexRecord, partitionId: number): void {
  const { catalogue } = applying;
  const parentTable = catalogue.table(parent.table);
  const partition = catalogue.table(partitionId);
  const translate = (id: number): number => columnNamed(partition, columnName(parentTable, id))?.id ?? 0;
  const keys = parent.keys.map((key) => (key.column === null ? key : { ...key, column: translate(key.column) }));
  const include = parent.include.map(translate);
  const like = partition.indexes
    .map((id) => catalogue.index(id))
    .find((index) => index.parent === null && isAlike(index, { ...parent, keys, include }));
  const parentConstraint = parentTable.constraints.find((constraint) => constraint.index === parent.id);
  if (like !== undefined && (parentConstraint === undefined || like.constraint !== null)) {
    catalogue.put({ ...like, parent: parent.id });
    if (like.constraint !== null && parentConstraint !== undefined) {
      const constraints = partition.constraints.map((constraint) =>
        constraint.id === like.constraint ? { ...constraint, parent: parentConstraint.id, local: false } : constraint,
      );
      catalogue.put({ ...partition, constraints });
    }
    return;
  }
  const constraint =
    parentConstraint === undefined
      ? null
      : {
          ...parentConstraint,
          id: catalogue.newId(),
          columns: parentConstraint.columns.map(translate),
          parent: parentConstraint.id,
          local: false,
        };
  const { unique, primary, method, where, nullsNotDistinct, storage } = parent;
  createIndex(
    applying,
    partitionId,
    {
      name: null,
      keys,
      include,
      unique,
      primary,
      method,
      where,
      nullsNotDistinct,
      ...(storage === undefined ? {} : { storage }),
      constraint,
      only: false,
      parent,
      attributeNames: parent.attributeNames,
    },
    parent,
  );
}

/** Whether two indexes of one table are the same but for their names. */
function isAlike(a: IndexRecord, b: IndexRecord): boolean {
  return (
    a.unique === b.unique &&
    a.method === b.method &&
    a.where === b.where &&
    a.nullsNotDistinct === b.nullsNotDistinct &&
    a.include.length === b.include.length &&
    a.keys.length === b.keys.length &&
    a.keys.every((key, at) => {
      const other = b.keys[at] as KeyRecord;
      return (
        key.column === other.column &&
        key.expression === other.expression &&
        key.opclass === other.opclass &&
        key.collation === other.collation
      );
    })
  );
}

function ownAttributeNames(table: TableRecord, { keys, include }: IndexSpecification): readonly string[] {
  return indexColumnNames([
    ...keys.map((key) => (key.column === null ? key.expressionName : columnName(table, key.column))),
    ...include.map((id) => columnName(table, id)),
  ]);
}

function generatedName(
  applying: Applying,
  table: TableRecord,
  specification: IndexSpecification,
  attributeNames: readonly string[],
): string {
  const { catalogue } = applying;
  const { constraint } = specification;
  const taken = (name: string): boolean =>
    catalogue.findIn(table.schema, name) !== undefined ||
    (constraint !== null && catalogue.hasConstraintName(table.schema, name));
  if (specification.primary) return freeName(table.name, null, "pkey", taken);
  const label = constraint === null ? "idx" : constraint.type === "exclude" ? "excl" : "key";
  return freeName(table.name, columnAddition(attributeNames), label, taken);
}

/** Columns its expressions and its predicate name: they take the index with them when they are dropped. */
function mentionedColumns(
  table: TableRecord,
  specification: { readonly keys: readonly KeyRecord[]; readonly where: string | null },
): readonly number[] {
  const texts = [...specification.keys.map((key) => key.expression), specification.where].filter(
    (text) => text !== null,
  );
  if (texts.length === 0) return [];
  const named = new Set(texts.flatMap((text) => [...columnNames(text)]));
  return table.columns.filter((column) => named.has(column.name)).map((column) => column.id);
}

export function applyCreateIndex(applying: Applying, change: ChangeOf<"create-index">): void {
  const { catalogue } = applying;
  const relation = applying.relation(change.table);
  if (relation?.kind === "view") {
    indexView(applying, relation, change);
    return;
  }
  if (relation?.kind !== "table") return;
  if (change.name !== null && change.ifNotExists && catalogue.findIn(relation.schema, change.name) !== undefined)
    return;
  const keys = keyRecords(applying, relation.id, change.index.keys);
  const include = columnIds(applying, relation.id, change.index.include);
  if (keys === undefined || include === undefined) return;
  const { unique, method, nullsNotDistinct, storage } = change.index;
  const where = realPredicate(change.index.where);
  const specification: IndexSpecification = {
    name: change.name,
    keys,
    include,
    unique,
    primary: false,
    method,
    where,
    nullsNotDistinct,
    ...(storage === undefined ? {} : { storage }),
    constraint: null,
    only: change.only,
  };
  createIndex(applying, relation.id, specification, applying.origin(change.at));
}

/** PostgreSQL drops `WHERE true`. */
function realPredicate(where: string | null): string | null {
  return where !== null && /^[\s(]*true[\s)]*$/i.test(where) ? null : where;
}

function keyRecords(applying: Applying, tableId: number, keys: readonly IndexKey[]): readonly KeyRecord[] | undefined {
  const records: KeyRecord[] = [];
  for (const key of keys) {
    const { column, expression } = key;
    const ids = column === null ? [] : columnIds(applying, tableId, [column]);
    if (ids === undefined) return undefined;
    records.push({
      ...key,
      column: ids[0] ?? null,
      expressionName: expression === null ? null : expressionName(expression),
    });
  }
  return records;
}

/** A materialized view's columns are not known here: its index keeps them as expressions. */
function indexView(applying: Applying, view: ViewRecord, change: ChangeOf<"create-index">): void {
  const { catalogue } = applying;
  const names = indexColumnNames(change.index.keys.map((key) => key.column ?? expressionName(key.expression ?? "")));
  const name =
    change.name ??
    freeName(
      view.name,
      columnAddition(names),
      "idx",
      (candidate) => catalogue.findIn(view.schema, candidate) !== undefined,
    );
  if (catalogue.findIn(view.schema, name) !== undefined) {
    if (!change.ifNotExists) applying.exists("relation", name);
    return;
  }
  const keys = change.index.keys.map((key) => ({
    ...key,
    column: null,
    expression: key.column === null ? key.expression : quoteIdentifier(key.column),
    expressionName: null,
  }));
  const { unique, method, where, nullsNotDistinct, storage } = change.index;
  const id = catalogue.newId();
  catalogue.put({
    kind: "index",
    ...applying.origin(change.at),
    id,
    schema: view.schema,
    name,
    table: view.id,
    keys,
    include: [],
    includeNames: change.index.include,
    attributeNames: names,
    unique,
    primary: false,
    method,
    where,
    mentions: [],
    nullsNotDistinct,
    ...(storage === undefined ? {} : { storage }),
    valid: true,
    constraint: null,
    parent: null,
  });
  catalogue.put({ ...view, indexes: [...view.indexes, id] });
}

/** `ALTER INDEX … ATTACH PARTITION`: the partitioned index becomes valid once every partition has its part. */
export function attachIndex(applying: Applying, change: ChangeOf<"attach-index">): void {
  const { catalogue } = applying;
  const parent = applying.relation(change.name);
  const part = applying.relation(change.partitionIndex);
  if (parent?.kind !== "index" || part?.kind !== "index") return;
  catalogue.put({ ...part, parent: parent.id });
  const covered = catalogue
    .table(parent.table)
    .children.every((partition) =>
      catalogue.table(partition).indexes.some((id) => catalogue.index(id).parent === parent.id),
    );
  if (covered && !parent.valid) catalogue.put({ ...parent, valid: true });
}
