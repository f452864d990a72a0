import type { Change, ChangeKind, ChangeOf } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import type { FoldedChange } from "../../schema.ts";
import { addColumn } from "./add-column.ts";
import { alterColumnType } from "./alter-column-type.ts";
import { alterTableOther } from "./alter-table-other.ts";
import { addConstraint, dropConstraint, setNotNull, validateConstraint } from "./constraints.ts";
import { insert, remove, update } from "./data.ts";
import type { Effect, Work } from "./effect.ts";
import { createIndex, dropIndex, reindex, tableOf } from "./indexes.ts";
import type { LockMode } from "./lock-mode.ts";
import { attachPartition, detachPartition } from "./partitions.ts";
import {
  createTable,
  createTableAs,
  createView,
  dropColumn,
  dropTable,
  inherit,
  lockTable,
  refresh,
  truncate,
} from "./tables.ts";
import { Touched } from "./touched.ts";

type Judge<K extends ChangeKind> = (folded: FoldedChange<ChangeOf<K>>, version: number) => Effect;

/** A change of one table that only locks it. */
function locks<K extends ChangeKind>(
  mode: LockMode,
  reach: "one" | "family",
  work: (change: ChangeOf<K>) => Work = () => ({}),
): Judge<K> {
  return (folded) => {
    const { change, before } = folded;
    const name = "table" in change ? (change.table as QualifiedName | null) : null;
    return new Touched(folded)[reach](name === null ? undefined : before.table(name), mode, work(change)).effect();
  };
}

/** What each kind of change does to tables that were there before. A kind that is not here touches none. */
const judges: { readonly [K in ChangeKind]?: Judge<K> } = {
  "create-table": createTable,
  "create-table-as": createTableAs,
  "drop-table": dropTable,
  "rename-table": locks("ACCESS EXCLUSIVE", "one"),
  "set-schema": (folded) =>
    new Touched(folded).one(folded.before.table(folded.change.name), "ACCESS EXCLUSIVE").effect(),
  "add-column": addColumn,
  "drop-column": dropColumn,
  "rename-column": locks("ACCESS EXCLUSIVE", "family"),
  "alter-column-type": alterColumnType,
  "set-default": locks("ACCESS EXCLUSIVE", "family"),
  "drop-default": locks("ACCESS EXCLUSIVE", "family"),
  "set-not-null": setNotNull,
  "drop-not-null": locks("ACCESS EXCLUSIVE", "family"),
  "set-identity": locks("ACCESS EXCLUSIVE", "one"),
  "drop-expression": locks("ACCESS EXCLUSIVE", "family"),
  "add-constraint": addConstraint,
  "drop-constraint": dropConstraint,
  "validate-constraint": validateConstraint,
  "rename-constraint": locks("ACCESS EXCLUSIVE", "family"),
  "attach-partition": attachPartition,
  "detach-partition": detachPartition,
  inherit,
  "row-level-security": locks("ACCESS EXCLUSIVE", "one"),
  "replica-identity": locks("ACCESS EXCLUSIVE", "one"),
  "set-trigger": locks("SHARE ROW EXCLUSIVE", "family"),
  "set-logged": (folded) => {
    const table = folded.before.table(folded.change.table);
    const changes = table !== undefined && table.unlogged === folded.change.logged;
    const rewrite = changes
      ? ({
          because: "persistence",
          detail: folded.change.logged ? "SET LOGGED" : "SET UNLOGGED",
          unless: null,
        } as const)
      : null;
    return new Touched(folded).one(table, "ACCESS EXCLUSIVE", { rewrite }).effect();
  },
  "alter-table-other": alterTableOther,
  "create-index": createIndex,
  "drop-index": dropIndex,
  reindex,
  "create-view": createView,
  "create-trigger": locks("SHARE ROW EXCLUSIVE", "family"),
  "create-policy": locks("ACCESS EXCLUSIVE", "one"),
  "alter-policy": locks("ACCESS EXCLUSIVE", "one"),
  "drop-object": locks("ACCESS EXCLUSIVE", "one"),
  "rename-object": locks("ACCESS EXCLUSIVE", "one"),
  comment: (folded) => {
    const { change, before } = folded;
    const onTable = change.object === "table" || change.object === "column";
    return new Touched(folded).one(onTable ? before.table(change.name) : undefined, "SHARE UPDATE EXCLUSIVE").effect();
  },
  grant: (folded, version) => {
    const touched = new Touched(folded);
    // PostgreSQL 15 takes no lock for it, 18 the weakest.
    if (version >= 18 && folded.change.object === "table")
      for (const name of folded.change.names) touched.one(folded.before.table(name), "ACCESS SHARE");
    return touched.effect();
  },
  "attach-index": (folded) => {
    const { change, before } = folded;
    const touched = new Touched(folded);
    for (const index of [before.index(change.name), before.index(change.partitionIndex)])
      if (index !== undefined) touched.one(tableOf(before, index), "ACCESS SHARE");
    return touched.effect();
  },
  "lock-table": lockTable,
  truncate,
  insert,
  copy: insert,
  update,
  delete: remove,
  vacuum: (folded) => {
    const { change, before } = folded;
    const touched = new Touched(folded);
    const work = change.full
      ? ({ rewrite: { because: "order", detail: "VACUUM FULL", unless: null } } as const)
      : { scanned: true };
    for (const table of change.tables.length > 0 ? change.tables.map((name) => before.table(name)) : before.tables())
      touched.family(table, change.full ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE", work);
    return touched.effect();
  },
  cluster: locks("ACCESS EXCLUSIVE", "family", () => ({
    rewrite: { because: "order", detail: "CLUSTER", unless: null },
  })),
  "refresh-materialized-view": refresh,
};

/**
 * What a change does to a live database, judged against the schema it meets: the lock on each table that was there
 * before it, and whether the table is read or written anew under that lock.
 *
 * @param version the major version of PostgreSQL it runs on
 */
export function effectsOf(folded: FoldedChange, version: number): Effect {
  const judge = judges[folded.change.kind] as ((folded: FoldedChange<Change>, version: number) => Effect) | undefined;
  return judge === undefined ? { tables: [] } : judge(folded, version);
}
