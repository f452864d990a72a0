import type { AlterPublicationStmt, CreatePublicationStmt, Node } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import { option, optionText, relationName } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

export function createPublication(node: CreatePublicationStmt, statement: StatementText): Change[] {
  return [publication(node, "create", statement)];
}

/** Options alone (`SET (publish = …)`) change nothing that is asked for. */
export function alterPublication(node: AlterPublicationStmt, statement: StatementText): Change[] {
  if ((node.pubobjects ?? []).length === 0) return [];
  const action = node.action === "AP_DropObjects" ? "drop" : node.action === "AP_SetObjects" ? "set" : "add";
  return [publication(node, action, statement)];
}

function publication(
  node: CreatePublicationStmt | AlterPublicationStmt,
  action: ChangeOf<"publication">["action"],
  statement: StatementText,
): Change {
  const objects = node.pubobjects ?? [];
  return {
    kind: "publication",
    at: wholeStatement(statement),
    name: node.pubname ?? "",
    action,
    allTables: node.for_all_tables === true,
    tables: objects.flatMap(tableOf),
    schemas: objects.flatMap(schemaOf),
    sendsUpdates: /update|delete/i.test(optionText(option(node.options, "publish")) ?? "update"),
  };
}

function tableOf(node: Node): QualifiedName[] {
  const table = "PublicationObjSpec" in node ? node.PublicationObjSpec.pubtable : undefined;
  return table?.relation ? [relationName(table.relation)] : [];
}

/** `TABLES IN SCHEMA CURRENT_SCHEMA` names none. */
function schemaOf(node: Node): string[] {
  if (!("PublicationObjSpec" in node) || node.PublicationObjSpec.pubobjtype !== "PUBLICATIONOBJ_TABLES_IN_SCHEMA")
    return [];
  return node.PublicationObjSpec.name === undefined ? [] : [node.PublicationObjSpec.name];
}
