import type { AlterDefaultPrivilegesStmt, AlterPolicyStmt, CreatePolicyStmt, GrantStmt, Node } from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import { objectParts, option, qualified, relationName, roleNames, strings } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";
import { signatureOf } from "./routines.ts";

export function createPolicy(node: CreatePolicyStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "create-policy",
      at: wholeStatement(statement),
      name: node.policy_name ?? "",
      table: relationName(node.table),
      command: node.cmd_name ?? "all",
      permissive: node.permissive === true,
      roles: roleNames(node.roles),
      using: node.qual ? conditionAfter("using", statement) : null,
      check: node.with_check ? conditionAfter("check", statement) : null,
    },
  ];
}

/** ALTER POLICY; what it leaves as it was is null. Its renaming is a RENAME of its own. */
export function alterPolicy(node: AlterPolicyStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "alter-policy",
      at: wholeStatement(statement),
      name: node.policy_name ?? "",
      table: relationName(node.table),
      roles: node.roles ? roleNames(node.roles) : null,
      using: node.qual ? conditionAfter("using", statement) : null,
      check: node.with_check ? conditionAfter("check", statement) : null,
    },
  ];
}

function conditionAfter(word: string, statement: StatementText): string | null {
  const inner = statement.inParentheses(statement.tokens[statement.find(word)]?.start ?? 0);
  return inner ? statement.render(inner) : null;
}

export function grant(node: GrantStmt, statement: StatementText): Change[] {
  const privileges = (node.privileges ?? []).flatMap((item) =>
    "AccessPriv" in item ? [(item.AccessPriv.priv_name ?? "all").toLowerCase()] : [],
  );
  const kind = (node.objtype ?? "").replace("OBJECT_", "").replaceAll("_", " ").toLowerCase();
  return [
    {
      kind: "grant",
      at: wholeStatement(statement),
      revoke: node.is_grant !== true,
      privileges: privileges.length > 0 ? privileges : ["all"],
      object: node.targtype === "ACL_TARGET_ALL_IN_SCHEMA" ? `all ${kind}s in schema` : kind,
      names: (node.objects ?? []).map(grantedName),
      grantees: roleNames(node.grantees),
      ...signaturesOf(node),
      ...columnsOf(node),
      ...(node.grant_option === true && node.is_grant === true ? { grantable: true as const } : {}),
    },
  ];
}

export function defaultPrivileges(node: AlterDefaultPrivilegesStmt, statement: StatementText): Change[] {
  const read = node.action ? grant(node.action, statement)[0] : undefined;
  if (read?.kind !== "grant") return [];
  const { at, revoke, privileges, grantees } = read;
  const schemas = option(node.options, "schemas")?.arg;
  const roles = option(node.options, "roles")?.arg;
  return [
    {
      kind: "default-privileges",
      at,
      revoke,
      privileges,
      object: (node.action?.objtype ?? "").replace("OBJECT_", "").toLowerCase(),
      schemas: schemas && "List" in schemas ? strings(schemas.List.items) : null,
      roles: roles && "List" in roles ? roleNames(roles.List.items) : null,
      grantees,
      ...(read.grantable === true ? { grantable: true as const } : {}),
    },
  ];
}

function signaturesOf(node: GrantStmt): { readonly signatures?: readonly (string | null)[] } {
  const named = (node.objects ?? []).map((object) => signatureOf(object));
  return named.some((one) => one !== null) ? { signatures: named } : {};
}

/** `GRANT SELECT (a, b)`. */
function columnsOf(node: GrantStmt): { readonly columns?: Readonly<Record<string, readonly string[]>> } {
  const limited = (node.privileges ?? []).flatMap((item) =>
    "AccessPriv" in item && (item.AccessPriv.cols?.length ?? 0) > 0
      ? [[(item.AccessPriv.priv_name ?? "all").toLowerCase(), strings(item.AccessPriv.cols)] as const]
      : [],
  );
  return limited.length === 0 ? {} : { columns: Object.fromEntries(limited) };
}

function grantedName(node: Node): QualifiedName {
  return "RangeVar" in node ? relationName(node.RangeVar) : qualified(objectParts(node));
}
