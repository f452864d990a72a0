import type { AlterPolicyStmt, CreatePolicyStmt, GrantStmt, Node } from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import { objectParts, qualified, relationName, roleNames } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

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
    },
  ];
}

function grantedName(node: Node): QualifiedName {
  return "RangeVar" in node ? relationName(node.RangeVar) : qualified(objectParts(node));
}
