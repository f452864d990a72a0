import type { ColumnDefinition, Expression, SequenceSettings, TypeName } from "../../facts/sql-parts.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { Applying } from "./applying.ts";
import { completeIndexes } from "./indexes.ts";
import { changeSettings, countedType, widenIdentity } from "./sequences.ts";
import { changeColumn, columnIds, columnNamed } from "./column-lookup.ts";
import { freeName } from "./generated-names.ts";
import type { ColumnRecord, SequenceRecord, TableRecord } from "./records.ts";
import { tokens } from "./tokens.ts";

/** Adds the column alone; its constraints come when all columns are there. */
export function addColumnRecord(applying: Applying, tableId: number, definition: ColumnDefinition): void {
  const { catalogue } = applying;
  const table = catalogue.table(tableId);
  const sequence =
    definition.type.serial || definition.identity !== null
      ? createOwnedSequence(
          applying,
          table,
          definition.name,
          table.nextColumn,
          countedType(definition.type.name),
          definition.at,
          definition.sequence,
        )
      : null;
  const notNull =
    definition.notNull ||
    sequence !== null ||
    definition.constraints.some((constraint) => constraint.type === "not null" || constraint.type === "primary key");
  const column: ColumnRecord = {
    ...applying.origin(definition.at),
    id: table.nextColumn,
    name: definition.name,
    type: catalogue.typeRef(definition.type),
    typeAt: definition.type.at,
    nullable: !notNull,
    default: definition.type.serial ? { text: "", functions: ["nextval"], constant: false } : meant(definition.default),
    drawsFrom: definition.type.serial ? (sequence?.id ?? null) : drawnSequence(applying, definition.default),
    identity: definition.identity,
    generated: definition.generated,
    serial: definition.type.serial,
    sequence: sequence?.id ?? null,
    comment: null,
    local: true,
    collation: definition.collation,
  };
  catalogue.put({ ...table, columns: [...table.columns, column], nextColumn: table.nextColumn + 1 });
}

/**
 * Gives a child table (a partition, or one that INHERITS) a column of its parent, or merges it with its own. Partitions
 * share the identity of their table; who inherits has none.
 */
export function inheritColumn(applying: Applying, tableId: number, parent: ColumnRecord): void {
  const table = applying.catalogue.table(tableId);
  const own = columnNamed(table, parent.name);
  if (own === undefined) {
    const identity = table.parents.length > 0 ? null : parent.identity;
    const column: ColumnRecord = { ...parent, id: table.nextColumn, identity, sequence: null, local: false };
    applying.catalogue.put({ ...table, columns: [...table.columns, column], nextColumn: table.nextColumn + 1 });
    for (const child of table.children) inheritColumn(applying, child, column);
  } else if (own.nullable && !parent.nullable) {
    changeColumn(applying, tableId, parent.name, (column) => ({ ...column, nullable: false }));
  }
}

export function alterColumnType(
  applying: Applying,
  tableId: number,
  name: string,
  type: TypeName,
  collation: string | null,
): void {
  const ref = applying.catalogue.typeRef(type);
  if (
    !changeColumn(applying, tableId, name, (column) => ({
      ...column,
      type: ref,
      collation,
      typeAt: type.at,
      defaultType: column.default?.constant === true ? (column.defaultType ?? column.type.id) : null,
    }))
  )
    return;
  widenIdentity(applying, tableId, name, type.name);
  completeIndexes(applying, tableId, columnNamed(applying.catalogue.table(tableId), name)?.id ?? 0);
}

export function setDefault(applying: Applying, tableId: number, name: string, value: Expression | null): void {
  const drawsFrom = drawnSequence(applying, value);
  changeColumn(applying, tableId, name, (column) => ({
    ...column,
    default: meant(value),
    defaultType: null,
    drawsFrom,
    serial: false,
  }));
}

/** `DEFAULT NULL` is no default. */
function meant(value: Expression | null): Expression | null {
  return value !== null && /^null(?:\s*::.*)?$/i.test(value.text.trim()) ? null : value;
}

/** The sequence of `nextval('name')`, which PostgreSQL looks up once; a name cast to text is looked up at each call instead. */
function drawnSequence(applying: Applying, value: Expression | null): number | null {
  const all = value === null ? [] : tokens(value.text);
  const [called, , name, cast, type] = all;
  if (
    called?.name !== "nextval" ||
    name?.kind !== "string" ||
    !(cast?.text === ")" || (cast?.text === "::" && type?.name === "regclass"))
  )
    return null;
  const path = tokens(name.text.slice(1, -1)).filter((token) => token.kind === "name");
  const last = path.at(-1);
  const relation =
    last === undefined
      ? undefined
      : applying.catalogue.find({ schema: path.length > 1 ? (path[0]?.name ?? null) : null, name: last.name });
  return relation?.kind === "sequence" ? relation.id : null;
}

export function setIdentity(
  applying: Applying,
  tableId: number,
  name: string,
  identity: "always" | "by default" | null,
  at: TextPlace,
  settings: SequenceSettings | undefined,
): void {
  const column = columnNamed(applying.catalogue.table(tableId), name);
  if (column === undefined) {
    columnIds(applying, tableId, [name]);
  } else if (identity === null) {
    if (column.sequence !== null && column.identity !== null) applying.catalogue.remove(column.sequence);
    changeColumn(applying, tableId, name, (old) => ({
      ...old,
      identity: null,
      sequence: old.identity === null ? old.sequence : null,
    }));
  } else {
    const sequence =
      column.identity === null
        ? createOwnedSequence(
            applying,
            applying.catalogue.table(tableId),
            name,
            column.id,
            countedType(column.type.id === null ? column.type.text : ""),
            at,
            settings,
          ).id
        : column.sequence;
    if (column.identity !== null && sequence !== null && settings !== undefined)
      changeSettings(applying, sequence, settings);
    changeColumn(applying, tableId, name, (old) => ({ ...old, identity, sequence }));
  }
}

export function createOwnedSequence(
  applying: Applying,
  table: TableRecord,
  column: string,
  columnId: number,
  type: string,
  at: TextPlace,
  settings?: SequenceSettings,
): SequenceRecord {
  const { catalogue } = applying;
  const name = freeName(
    table.name,
    column,
    "seq",
    (candidate) => catalogue.findIn(table.schema, candidate) !== undefined,
  );
  const sequence: SequenceRecord = {
    kind: "sequence",
    ...applying.origin(at),
    id: catalogue.newId(),
    schema: table.schema,
    name,
    type,
    ownedBy: { table: table.id, column: columnId },
    ...(settings === undefined ? {} : { settings }),
  };
  catalogue.put(sequence);
  return sequence;
}
