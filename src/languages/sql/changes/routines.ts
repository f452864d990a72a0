import type { AlterFunctionStmt, CreateFunctionStmt, CreateTrigStmt, Node, TypeName } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import { objectParts, option, options, optionText, qualified, relationName, strings } from "../ast.ts";
import { textAfterName, textAfterNamed } from "../after-name.ts";
import type { StatementText } from "../statement-text.ts";
import { quoteName } from "../keywords.ts";
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
      signature: signature(inputTypes(node)),
      definition: textAfterNamed(statement, "function", "procedure"),
    },
  ];
}

function inputTypes(node: CreateFunctionStmt): TypeName[] {
  return (node.parameters ?? []).flatMap((parameter) => {
    if (!("FunctionParameter" in parameter)) return [];
    const { mode, argType } = parameter.FunctionParameter;
    return mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE" || argType === undefined ? [] : [argType];
  });
}

/** Of `f(integer)`, as DROP and GRANT name a function; null without parentheses, where the name alone must tell it. */
export function signatureOf(node: Node): string | null {
  if (!("ObjectWithArgs" in node) || node.ObjectWithArgs.args_unspecified === true) return null;
  return signature((node.ObjectWithArgs.objargs ?? []).flatMap((type) => ("TypeName" in type ? [type.TypeName] : [])));
}

/** Types as {@link typeText} prints them, with their schema, between commas; length and precision tell no overloads apart. */
function signature(types: readonly TypeName[]): string {
  return types
    .map((type) => {
      const parts = strings(type.names);
      const schema = parts.length > 1 && parts.at(-2) !== "pg_catalog" ? `${quoteName(parts.at(-2) as string)}.` : "";
      return `${schema}${typeText({ ...type, typmods: [] })}`;
    })
    .join(", ");
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
      definition: {
        constraint: node.isconstraint === true,
        before: beforeTable(node, statement),
        after: textAfterName(statement, statement.offset(node.relation?.location)),
      },
    },
  ];
}

/** `BEFORE UPDATE OF email ON`. */
function beforeTable(node: CreateTrigStmt, statement: StatementText): string {
  const name = statement.tokens[statement.find("trigger") + 1];
  return statement.render({ start: name?.end ?? 0, end: statement.offset(node.relation?.location) });
}
