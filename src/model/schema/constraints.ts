import type { ConstraintDefinition } from "../../facts/sql-parts.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { Applying } from "./applying.ts";
import { changeColumn, columnIds, columnName, columnNamed } from "./column-lookup.ts";
import { constraintNamed, plainConstraint, sameList } from "./constraint-records.ts";
import { addForeignKey } from "./foreign-keys.ts";
import { freeName } from "./generated-names.ts";
import { dropConstraintNamed } from "./drops.ts";
import { columnKey, createIndex, type IndexSpecification } from "./indexes.ts";
import type { ConstraintRecord, IndexRecord, KeyRecord, TableRecord } from "./records.ts";
import { columnNames, tokens, withoutOwnTable } from "./tokens.ts";

/**
 * Adds the constraints of one statement in PostgreSQL's order, which decides the names it chooses: checks with the
 * table, then the keys with their indexes (the primary key first), then foreign keys.
 */
export function addConstraints(
  applying: Applying,
  tableId: number,
  definitions: readonly ConstraintDefinition[],
  at: TextPlace,
): void {
  for (const definition of definitions) {
    if (definition.type === "check") addCheck(applying, tableId, definition);
    else if (definition.type === "not null")
      for (const column of definition.columns)
        changeColumn(applying, tableId, column, (old) => ({ ...old, nullable: false }));
  }
  const keys = definitions.filter(
    (definition) => definition.type === "primary key" || definition.type === "unique" || definition.type === "exclude",
  );
  keys.sort((a, b) => Number(b.type === "primary key") - Number(a.type === "primary key"));
  for (const definition of withoutRepeats(keys)) addKey(applying, tableId, definition, at);
  for (const definition of definitions)
    if (definition.type === "foreign key") addForeignKey(applying, tableId, definition);
}

/** `id int UNIQUE PRIMARY KEY` makes one index, which takes the first name given (`transformIndexConstraints`). */
function withoutRepeats(keys: readonly ConstraintDefinition[]): readonly ConstraintDefinition[] {
  const kept: ConstraintDefinition[] = [];
  for (const key of keys) {
    const same = kept.findIndex(
      (other) =>
        other.type !== "exclude" &&
        key.type !== "exclude" &&
        other.usingIndex === null &&
        key.usingIndex === null &&
        sameList(other.columns, key.columns) &&
        sameList(other.include, key.include) &&
        other.nullsNotDistinct === key.nullsNotDistinct &&
        other.deferrable === key.deferrable,
    );
    const other = kept[same];
    if (other === undefined) kept.push(key);
    else if (other.name === null && key.name !== null) kept[same] = { ...other, name: key.name };
  }
  return kept;
}

function addCheck(applying: Applying, tableId: number, definition: ConstraintDefinition): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const names = definition.expressionColumns.filter((name) => columnNamed(table, name) !== undefined);
  const columns = [...new Set(names)].map((name) => columnNamed(table, name)?.id as number);
  if (definition.name !== null && constraintNamed(table, definition.name) !== undefined) {
    applying.refuse(`constraint "${definition.name}" for relation "${table.name}" already exists`);
    return;
  }
  const only = columns.length === 1 ? columnName(table, columns[0] as number) : null;
  const name =
    definition.name ??
    freeName(table.name, only, "check", (candidate) => catalogue.hasConstraintName(table.schema, candidate));
  const expression =
    definition.expression === null ? null : withoutOwnTable(definition.expression, table.schema, table.name);
  const check = plainConstraint(applying, { ...definition, expression }, name, columns);
  catalogue.put({ ...table, constraints: [...table.constraints, check] });
  if (!definition.noInherit) for (const child of table.children) inheritCheck(applying, child, check, table);
}

/** Gives a child table a check of its parent, or joins it to the child's own of that name. */
export function inheritCheck(
  applying: Applying,
  tableId: number,
  parent: ConstraintRecord,
  parentTable: TableRecord,
): void {
  const table = applying.catalogue.table(tableId);
  const own = constraintNamed(table, parent.name);
  const columns = parent.columns
    .map((id) => columnNamed(table, columnName(parentTable, id))?.id)
    .filter((id) => id !== undefined);
  const check: ConstraintRecord =
    own === undefined
      ? { ...parent, id: applying.catalogue.newId(), columns, parent: parent.id, local: false }
      : { ...own, parent: parent.id };
  const constraints =
    own === undefined
      ? [...table.constraints, check]
      : table.constraints.map((other) => (other.id === own.id ? check : other));
  applying.catalogue.put({ ...table, constraints });
  for (const child of table.children) inheritCheck(applying, child, check, table);
}

/** A primary key, a unique constraint or an exclusion constraint: each is an index with a name in two places. */
function addKey(applying: Applying, tableId: number, definition: ConstraintDefinition, at: TextPlace): void {
  const { catalogue } = applying;
  const { type } = definition;
  const primary =
    type === "primary key" ? catalogue.table(tableId).constraints.find((other) => other.type === type) : undefined;
  if (primary && catalogue.incompleteFrom === null) {
    applying.refuse(`multiple primary keys for table "${catalogue.table(tableId).name}" are not allowed`);
    return;
  }
  // What ran unseen has dropped the old one (`EXECUTE drop_constraint`), or PostgreSQL would refuse this.
  if (primary) dropConstraintNamed(applying, catalogue.table(tableId), primary.name, true, true);
  if (definition.usingIndex !== null) {
    adoptIndex(applying, tableId, definition, definition.usingIndex);
    return;
  }
  const columns = columnIds(applying, tableId, definition.columns);
  const include = columnIds(applying, tableId, definition.include);
  if (columns === undefined || include === undefined) return;
  if (definition.name !== null && constraintNamed(catalogue.table(tableId), definition.name) !== undefined) {
    applying.refuse(`relation "${definition.name}" already exists`);
    return;
  }
  if (type === "primary key")
    for (const column of definition.columns)
      changeColumn(applying, tableId, column, (old) => ({ ...old, nullable: false }));
  const table = catalogue.table(tableId);
  const keys: readonly KeyRecord[] = columns.map(columnKey);
  const specification: IndexSpecification = {
    name: definition.name,
    keys: type === "exclude" && keys.length === 0 ? exclusionKeys(table, definition) : keys,
    include,
    unique: type !== "exclude",
    primary: type === "primary key",
    method: type === "exclude" ? (definition.method ?? "gist") : "btree",
    where: type === "exclude" ? exclusionPredicate(definition.expression ?? "") : null,
    nullsNotDistinct: definition.nullsNotDistinct,
    constraint: plainConstraint(applying, definition, "", columns),
    only: false,
  };
  createIndex(applying, tableId, specification, applying.origin(definition.at ?? at));
}

/** The statement's columns do not tell the keys of an exclusion over expressions; its text does. */
function exclusionKeys(table: TableRecord, definition: ConstraintDefinition): readonly KeyRecord[] {
  const named = columnNames(definition.expression ?? "");
  return table.columns
    .filter((column) => named.has(column.name) || definition.expressionColumns.includes(column.name))
    .map((column) => columnKey(column.id));
}

/** What stands in the WHERE behind the elements of an exclusion. */
function exclusionPredicate(expression: string): string | null {
  let depth = 0;
  const all = tokens(expression);
  const word = all.findIndex(({ text, name }) => {
    if (text === "(") depth++;
    else if (text === ")") depth--;
    return depth === 0 && name === "where";
  });
  const open = word < 0 ? undefined : all[word + 1];
  if (open === undefined) return null;
  const close = all.slice(word + 1).find(({ text }) => {
    if (text === "(") depth++;
    else if (text === ")") depth--;
    return depth === 0;
  });
  return close === undefined ? null : expression.slice(open.end, close.start).trim();
}

/** `USING INDEX`: the index takes the constraint's name, and a primary key makes its columns NOT NULL. */
function adoptIndex(applying: Applying, tableId: number, definition: ConstraintDefinition, indexName: string): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const index = catalogue.findIn(table.schema, indexName);
  if (index?.kind !== "index" || index.table !== tableId) {
    applying.refuse(`index "${indexName}" does not exist`);
    return;
  }
  const name = definition.name ?? index.name;
  const columns = index.keys.map((key) => key.column).filter((id) => id !== null);
  const constraint: ConstraintRecord = { ...plainConstraint(applying, definition, name, columns), index: index.id };
  const adopted: IndexRecord = {
    ...index,
    name,
    constraint: constraint.id,
    primary: definition.type === "primary key",
  };
  catalogue.put(adopted);
  catalogue.put({ ...table, constraints: [...table.constraints, constraint] });
  if (definition.type === "primary key")
    for (const id of columns)
      changeColumn(applying, tableId, columnName(table, id), (old) => ({ ...old, nullable: false }));
}

export function validateConstraint(applying: Applying, table: TableRecord, name: string): void {
  const { catalogue } = applying;
  if (constraintNamed(table, name) === undefined) {
    applying.refuse(`constraint "${name}" of relation "${table.name}" does not exist`);
    return;
  }
  const current = catalogue.table(table.id);
  catalogue.put({
    ...current,
    constraints: current.constraints.map((constraint) =>
      constraint.name === name ? { ...constraint, validated: true } : constraint,
    ),
  });
  for (const child of current.children) {
    const childTable = catalogue.table(child);
    if (constraintNamed(childTable, name) !== undefined) validateConstraint(applying, childTable, name);
  }
}
