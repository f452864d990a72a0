import type {
  ClusterStmt,
  CopyStmt,
  DeleteStmt,
  InsertStmt,
  Node,
  SelectStmt,
  TruncateStmt,
  UpdateStmt,
  VacuumStmt,
  WithClause,
} from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import { option, optionOn, relationName } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

export function insert(node: InsertStmt, statement: StatementText): Change[] {
  const source = node.selectStmt && "SelectStmt" in node.selectStmt ? node.selectStmt.SelectStmt : undefined;
  const change: Change = {
    kind: "insert",
    at: wholeStatement(statement),
    table: relationName(node.relation),
    columns: node.cols ? targetNames(node.cols) : null,
    fromQuery: source !== undefined && source.valuesLists === undefined,
  };
  return [...inWith(node.withClause, statement), change];
}

export function update(node: UpdateStmt, statement: StatementText): Change[] {
  const columns = targetNames(node.targetList);
  const change: Change = {
    kind: "update",
    at: wholeStatement(statement),
    table: relationName(node.relation),
    columns,
    hasWhere: node.whereClause !== undefined,
  };
  return [...inWith(node.withClause, statement), change];
}

export function remove(node: DeleteStmt, statement: StatementText): Change[] {
  const change: Change = {
    kind: "delete",
    at: wholeStatement(statement),
    table: relationName(node.relation),
    hasWhere: node.whereClause !== undefined,
  };
  return [...inWith(node.withClause, statement), change];
}

/** What a SELECT writes: the INSERT, UPDATE and DELETE in its WITH. */
export function selectWrites(node: SelectStmt, statement: StatementText): Change[] {
  return inWith(node.withClause, statement);
}

function inWith(clause: WithClause | undefined, statement: StatementText): Change[] {
  return (clause?.ctes ?? []).flatMap((item) => {
    const query = "CommonTableExpr" in item ? item.CommonTableExpr.ctequery : undefined;
    if (!query) return [];
    if ("InsertStmt" in query) return insert(query.InsertStmt, statement);
    if ("UpdateStmt" in query) return update(query.UpdateStmt, statement);
    if ("DeleteStmt" in query) return remove(query.DeleteStmt, statement);
    return "SelectStmt" in query ? selectWrites(query.SelectStmt, statement) : [];
  });
}

function targetNames(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) =>
    "ResTarget" in node && node.ResTarget.name !== undefined ? [node.ResTarget.name] : [],
  );
}

export function truncate(node: TruncateStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "truncate",
      at: wholeStatement(statement),
      tables: tableNames(node.relations),
      cascade: node.behavior === "DROP_CASCADE",
    },
  ];
}

export function copy(node: CopyStmt, statement: StatementText): Change[] {
  const table = node.relation ? relationName(node.relation) : null;
  return [{ kind: "copy", at: wholeStatement(statement), table, from: node.is_from === true }];
}

/** ANALYZE shares the node; it takes no lock that matters. */
export function vacuum(node: VacuumStmt, statement: StatementText): Change[] {
  if (node.is_vacuumcmd !== true) return [];
  const tables = (node.rels ?? []).flatMap((item) =>
    "VacuumRelation" in item ? [relationName(item.VacuumRelation.relation)] : [],
  );
  return [{ kind: "vacuum", at: wholeStatement(statement), full: optionOn(option(node.options, "full")), tables }];
}

export function cluster(node: ClusterStmt, statement: StatementText): Change[] {
  return [
    { kind: "cluster", at: wholeStatement(statement), table: node.relation ? relationName(node.relation) : null },
  ];
}

function tableNames(nodes: readonly Node[] | undefined): ReturnType<typeof relationName>[] {
  return (nodes ?? []).flatMap((node) => ("RangeVar" in node ? [relationName(node.RangeVar)] : []));
}
