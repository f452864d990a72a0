import type { AlterFunctionStmt, CreateFunctionStmt, CreateTrigStmt, Node } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import { objectParts, option, options, optionText, qualified, relationName, strings } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { typeText } from "../type-name.ts";
import { wholeStatement } from "./reader.ts";

export function createFunction(node: CreateFunctionStmt, statement: StatementText): Change[] {
  const volatility = optionText(option(node.options, "volatility"));
  return [
    {
      kind: "create-function",
      at: wholeStatement(statement),
      name: qualified(strings(node.funcname)),
      procedure: node.is_procedure === true,
      replace: node.replace === true,
      language: optionText(option(node.options, "language"))?.toLowerCase() ?? (node.sql_body ? "sql" : null),
      volatility: volatility === "immutable" || volatility === "stable" ? volatility : "volatile",
      securityDefiner: optionText(option(node.options, "security")) === "true",
      searchPathSet: setsSearchPath(node.options),
      returns: node.returnType ? typeText(node.returnType) : null,
      body: objectParts(option(node.options, "as")?.arg)[0] ?? null,
    },
  ];
}

/** ALTER FUNCTION and ALTER PROCEDURE with options; RENAME and SET SCHEMA are statements of their own. */
export function alterFunction(node: AlterFunctionStmt, statement: StatementText): Change[] {
  const security = option(node.actions, "security");
  return [
    {
      kind: "alter-function",
      at: wholeStatement(statement),
      name: qualified(strings(node.func?.objname)),
      securityDefiner: security === undefined ? null : optionText(security) === "true",
      searchPathSet: resetsSearchPath(node.actions) ? false : setsSearchPath(node.actions) ? true : null,
    },
  ];
}

/** `RESET search_path`, `RESET ALL`, `SET search_path TO DEFAULT`. */
function resetsSearchPath(nodes: readonly Node[] | undefined): boolean {
  return options(nodes).some(({ defname, arg }) => {
    if (defname !== "set" || arg === undefined || !("VariableSetStmt" in arg)) return false;
    const { kind, name } = arg.VariableSetStmt;
    return kind === "VAR_RESET_ALL" || (name === "search_path" && (kind === "VAR_RESET" || kind === "VAR_SET_DEFAULT"));
  });
}

function setsSearchPath(nodes: readonly Node[] | undefined): boolean {
  return options(nodes).some(
    ({ defname, arg }) =>
      defname === "set" && arg !== undefined && "VariableSetStmt" in arg && arg.VariableSetStmt.name === "search_path",
  );
}

/** Bits of `TRIGGER_TYPE_*` in PostgreSQL's trigger.h; AFTER is the absence of the two others. */
const triggerBits = { before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

export function createTrigger(node: CreateTrigStmt, statement: StatementText): Change[] {
  const timing = node.timing ?? 0;
  const events = node.events ?? 0;
  const named: ChangeOf<"create-trigger">["events"] = (["insert", "update", "delete", "truncate"] as const).filter(
    (event) => (events & triggerBits[event]) !== 0,
  );
  return [
    {
      kind: "create-trigger",
      at: wholeStatement(statement),
      name: node.trigname ?? "",
      table: relationName(node.relation),
      function: qualified(strings(node.funcname)),
      timing:
        (timing & triggerBits.before) !== 0
          ? "before"
          : (timing & triggerBits.insteadOf) !== 0
            ? "instead of"
            : "after",
      events: named,
      replace: node.replace === true,
    },
  ];
}
