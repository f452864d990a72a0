import type { Change, ChangeKind, ChangeOf } from "../../facts/changes.ts";
import { addColumn } from "./add-column.ts";
import { alterFunction } from "./alter-function.ts";
import { alterPolicy } from "./alter-policy.ts";
import type { Applying } from "./applying.ts";
import { changeColumn } from "./column-lookup.ts";
import { alterColumnType, setDefault, setIdentity } from "./columns.ts";
import { addConstraints, validateConstraint } from "./constraints.ts";
import { createTable } from "./create-table.ts";
import { alterDomain, createDomain } from "./domains.ts";
import { dropColumn, dropConstraintNamed, dropIndex, dropTable, dropView } from "./drops.ts";
import { applyCreateIndex, attachIndex } from "./indexes.ts";
import {
  comment,
  createFunction,
  createPolicy,
  createTrigger,
  dropObject,
  renameObject,
  setSchema,
  setTrigger,
} from "./objects.ts";
import { attachPartition, detachPartition, inherit } from "./partitions.ts";
import type { TableRecord } from "./records.ts";
import { renameColumn, renameConstraint, renameRelation } from "./renames.ts";
import { alterSequence, createSequence } from "./sequences.ts";
import { addEnumValue, alterType, createType, renameEnumValue } from "./types.ts";
import { createTableAs, createView, setViewSecurity } from "./views.ts";

type Handler<K extends ChangeKind> = (applying: Applying, change: ChangeOf<K>) => void;

/** For a change of one table: nothing happens when the table is unknown, which {@link Applying.table} has said. */
function onTable<K extends ChangeKind>(
  apply: (applying: Applying, table: TableRecord, change: ChangeOf<K>) => void,
): Handler<K> {
  return (applying, change) => {
    const table = applying.table((change as unknown as ChangeOf<"drop-column">).table);
    if (table !== undefined) apply(applying, table, change);
  };
}

/** What each kind of change does to the catalogue. Kinds that are not here leave the schema alone. */
const handlers: { readonly [K in ChangeKind]?: Handler<K> } = {
  "create-table": createTable,
  "create-table-as": createTableAs,
  "drop-table": (applying, change) => {
    const relation = applying.catalogue.find(change.table);
    if (relation?.kind === "table") dropTable(applying, relation, change.cascade);
    else if (relation?.kind === "view") dropView(applying, relation, change.cascade);
    else if (!change.ifExists) applying.missing("table", change.table);
  },
  "rename-table": (applying, change) => renameRelation(applying, change.table, change.to),
  "set-schema": setSchema,
  "add-column": onTable((applying, table, change) => addColumn(applying, table.id, change.column, change.ifNotExists)),
  "drop-column": onTable((applying, table, change) =>
    dropColumn(applying, table.id, change.column, change.ifExists, change.cascade),
  ),
  "rename-column": (applying, change) => renameColumn(applying, change.table, change.column, change.to),
  "alter-column-type": onTable((applying, table, change) =>
    alterColumnType(applying, table.id, change.column, change.type, change.collation),
  ),
  "set-default": onTable((applying, table, change) => setDefault(applying, table.id, change.column, change.default)),
  "drop-default": onTable((applying, table, change) => setDefault(applying, table.id, change.column, null)),
  "set-not-null": onTable(
    (applying, table, change) =>
      void changeColumn(applying, table.id, change.column, (column) => ({ ...column, nullable: false })),
  ),
  "drop-not-null": onTable(
    (applying, table, change) =>
      void changeColumn(applying, table.id, change.column, (column) => ({ ...column, nullable: true })),
  ),
  "set-identity": onTable((applying, table, change) =>
    setIdentity(applying, table.id, change.column, change.identity, change.at, change.sequence),
  ),
  "drop-expression": onTable(
    (applying, table, change) =>
      void changeColumn(applying, table.id, change.column, (column) => ({ ...column, generated: null })),
  ),
  "add-constraint": onTable((applying, table, change) =>
    addConstraints(applying, table.id, [change.constraint], change.at),
  ),
  "drop-constraint": onTable((applying, table, change) =>
    dropConstraintNamed(applying, table, change.name, change.ifExists, change.cascade),
  ),
  "validate-constraint": onTable((applying, table, change) => validateConstraint(applying, table, change.name)),
  "rename-constraint": onTable((applying, table, change) => renameConstraint(applying, table, change.name, change.to)),
  "attach-partition": attachPartition,
  "detach-partition": detachPartition,
  inherit,
  "row-level-security": onTable((applying, table, change) => {
    const { set } = change;
    applying.catalogue.put(
      set === "enable" || set === "disable"
        ? { ...table, rowLevelSecurity: set === "enable" }
        : { ...table, rowLevelSecurityForced: set === "force" },
    );
  }),
  "replica-identity": onTable((applying, table, change) =>
    applying.catalogue.put({ ...table, replicaIdentity: replicaIdentity(change.identity) }),
  ),
  "set-trigger": onTable((applying, table, change) => setTrigger(applying, table, change)),
  "set-logged": onTable((applying, table, change) => applying.catalogue.put({ ...table, unlogged: !change.logged })),
  "create-index": applyCreateIndex,
  "drop-index": (applying, change) => {
    const relation = applying.catalogue.find(change.name);
    if (relation?.kind === "index") dropIndex(applying, relation.id, change.cascade);
    else if (!change.ifExists) applying.missing("index", change.name);
  },
  "rename-index": (applying, change) => renameRelation(applying, change.name, change.to),
  "attach-index": attachIndex,
  "create-enum": (applying, change) => createType(applying, change, "enum", { values: change.values }),
  "add-enum-value": addEnumValue,
  "rename-enum-value": renameEnumValue,
  "create-type": (applying, change) =>
    createType(applying, change, change.form, { definition: change.definition ?? "" }),
  "alter-type": alterType,
  "create-domain": createDomain,
  "alter-domain": alterDomain,
  "create-view": createView,
  "create-sequence": createSequence,
  "alter-sequence": alterSequence,
  "create-function": createFunction,
  "alter-function": alterFunction,
  "set-view-security": setViewSecurity,
  "create-trigger": createTrigger,
  "create-policy": createPolicy,
  "alter-policy": alterPolicy,
  "create-extension": ({ catalogue }, { name, schema }) => {
    if (catalogue.extensions.current(name) === undefined)
      catalogue.extensions.set(name, { name, schema }, catalogue.version);
  },
  "create-schema": (applying, change) => applying.catalogue.noteSchema(change.name),
  "drop-object": dropObject,
  "rename-object": renameObject,
  comment,
  set: (applying, change) => {
    if (change.name.toLowerCase() === "search_path")
      applying.catalogue.setSearchPath(
        change.value.length === 0 ? null : change.value.filter((schema) => schema !== "$user" && schema !== ""),
      );
  },
};

/** `USING INDEX "Name"` keeps its name as written, all else is key words. */
function replicaIdentity(written: string): string {
  return written.replace(/^(?:using\s+index\b|\w+)/i, (words) => words.toLowerCase());
}

export function applyChange(applying: Applying, change: Change): void {
  const handler = handlers[change.kind] as ((applying: Applying, change: Change) => void) | undefined;
  handler?.(applying, change);
}

/**
 * One ALTER TABLE drops first, then changes types, adds columns, sets properties, and adds keys and constraints last,
 * in whatever order they are written (the passes of `ATRewriteTables`).
 */
export function passOf(change: Change): number {
  switch (change.kind) {
    case "drop-column":
    case "drop-constraint":
      return 0;
    case "alter-column-type":
      return 1;
    case "add-column":
      return 2;
    case "add-constraint":
      return change.constraint.type === "foreign key" ? 5 : 4;
    default:
      return 3;
  }
}
