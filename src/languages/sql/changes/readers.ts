import type { CreateForeignTableStmt, Node, SelectStmt } from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { StatementText } from "../statement-text.ts";
import { alterTable } from "./alter-table.ts";
import { createTable } from "./create-table.ts";
import { cluster, copy, insert, remove, selectWrites, truncate, update, vacuum } from "./data.ts";
import { createIndex, reindex } from "./indexes.ts";
import { comment, createExtension, createSchema, drop, rename, setSchema } from "./objects.ts";
import type { ChangeReader } from "./reader.ts";
import { alterPublication, createPublication } from "./publications.ts";
import { alterFunction, createFunction, createTrigger } from "./routines.ts";
import { alterPolicy, createPolicy, defaultPrivileges, grant } from "./security.ts";
import { alterSequence, createSequence } from "./sequences.ts";
import { lockTable, set, setConfig, transaction } from "./session.ts";
import {
  alterDomain,
  alterEnum,
  alterType,
  createComposite,
  createDomain,
  createEnum,
  createRange,
  define,
} from "./types.ts";
import { createTableAs, createView, refreshMaterializedView, selectInto } from "./views.ts";

type NodeOf<K> = Extract<Node, Record<K & string, unknown>> extends Record<K & string, infer T> ? T : never;
type KindOf<N> = N extends unknown ? keyof N : never;
type Readers = { readonly [K in KindOf<Node>]?: ChangeReader<NodeOf<K>> };

/** By the grammar's name of the statement; a statement that is not here leaves the schema alone. */
const readers: Readers = {
  AlterDefaultPrivilegesStmt: defaultPrivileges,
  AlterDomainStmt: alterDomain,
  AlterEnumStmt: alterEnum,
  AlterFunctionStmt: alterFunction,
  AlterObjectSchemaStmt: setSchema,
  AlterPolicyStmt: alterPolicy,
  AlterPublicationStmt: alterPublication,
  AlterSeqStmt: alterSequence,
  AlterTableStmt: alterTable,
  AlterTypeStmt: alterType,
  ClusterStmt: cluster,
  CommentStmt: comment,
  CompositeTypeStmt: createComposite,
  CopyStmt: copy,
  CreateDomainStmt: createDomain,
  CreateEnumStmt: createEnum,
  CreateExtensionStmt: createExtension,
  CreateForeignTableStmt: (node: CreateForeignTableStmt, statement) =>
    node.base ? createTable(node.base, statement) : [],
  CreateFunctionStmt: createFunction,
  CreatePolicyStmt: createPolicy,
  CreatePublicationStmt: createPublication,
  CreateRangeStmt: createRange,
  CreateSchemaStmt: createSchema,
  CreateSeqStmt: createSequence,
  CreateStmt: createTable,
  CreateTableAsStmt: createTableAs,
  CreateTrigStmt: createTrigger,
  DefineStmt: define,
  DeleteStmt: remove,
  DropStmt: drop,
  GrantStmt: grant,
  IndexStmt: createIndex,
  InsertStmt: insert,
  LockStmt: lockTable,
  RefreshMatViewStmt: refreshMaterializedView,
  ReindexStmt: reindex,
  RenameStmt: rename,
  SelectStmt: select,
  TransactionStmt: transaction,
  TruncateStmt: truncate,
  UpdateStmt: update,
  VacuumStmt: vacuum,
  VariableSetStmt: set,
  ViewStmt: createView,
};

function select(node: SelectStmt, statement: StatementText): readonly Change[] {
  return [...selectWrites(node, statement), ...selectInto(node, statement), ...setConfig(node, statement)];
}

export function readChanges(node: Node, statement: StatementText): readonly Change[] {
  const [kind, body] = Object.entries(node)[0] ?? [];
  const reader = readers[kind as KindOf<Node>] as ChangeReader<unknown> | undefined;
  return reader ? reader(body, statement) : [];
}
