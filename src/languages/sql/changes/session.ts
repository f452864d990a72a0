import type { LockStmt, Node, SelectStmt, TransactionStmt, VariableSetStmt } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import { relationName, strings } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

/** SET and RESET; the value of a RESET is empty. */
export function set(node: VariableSetStmt, statement: StatementText): Change[] {
  const value = (node.args ?? []).map(settingText);
  return [
    {
      kind: "set",
      at: wholeStatement(statement),
      name: (node.name ?? "all").toLowerCase(),
      value,
      local: node.is_local === true,
    },
  ];
}

function settingText(node: Node): string {
  if (!("A_Const" in node)) return "TypeCast" in node && node.TypeCast.arg ? settingText(node.TypeCast.arg) : "";
  const { sval, ival, fval, boolval } = node.A_Const;
  if (sval) return sval.sval ?? "";
  if (fval) return fval.fval ?? "";
  if (boolval) return String(boolval.boolval ?? false);
  return String(ival?.ival ?? 0);
}

/** `SELECT set_config('search_path', '', false)`, which pg_dump writes, is a SET. */
export function setConfig(node: SelectStmt, statement: StatementText): Change[] {
  const target = node.targetList?.[0];
  const call = target && "ResTarget" in target ? target.ResTarget.val : undefined;
  if (!call || !("FuncCall" in call) || strings(call.FuncCall.funcname).at(-1) !== "set_config") return [];
  const [name, value, local] = (call.FuncCall.args ?? []).map(settingText);
  if (name === undefined || value === undefined) return [];
  return [
    {
      kind: "set",
      at: wholeStatement(statement),
      name: name.toLowerCase(),
      value: value.split(",").map((part) => part.trim()),
      local: local === "true",
    },
  ];
}

const transactionCommands: Readonly<Record<string, ChangeOf<"transaction">["command"]>> = {
  TRANS_STMT_BEGIN: "begin",
  TRANS_STMT_START: "begin",
  TRANS_STMT_COMMIT: "commit",
  TRANS_STMT_ROLLBACK: "rollback",
  TRANS_STMT_SAVEPOINT: "savepoint",
};

export function transaction(node: TransactionStmt, statement: StatementText): Change[] {
  const command = transactionCommands[node.kind ?? ""];
  return command ? [{ kind: "transaction", at: wholeStatement(statement), command }] : [];
}

/** By `LOCKMODE` number of PostgreSQL's lockdefs.h. */
const lockModes = [
  "",
  "access share",
  "row share",
  "row exclusive",
  "share update exclusive",
  "share",
  "share row exclusive",
  "exclusive",
  "access exclusive",
];

export function lockTable(node: LockStmt, statement: StatementText): Change[] {
  const tables = (node.relations ?? []).flatMap((item) => ("RangeVar" in item ? [relationName(item.RangeVar)] : []));
  return [
    {
      kind: "lock-table",
      at: wholeStatement(statement),
      tables,
      mode: lockModes[node.mode ?? 8] ?? "access exclusive",
    },
  ];
}
