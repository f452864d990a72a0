import type {
  AlterTableCmd,
  CreateTableAsStmt,
  IntoClause,
  RefreshMatViewStmt,
  SelectStmt,
  ViewStmt,
} from "libpg-query";
import type { TextPlace } from "../../../findings/place.ts";
import type { Change } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import { option, optionOn, relationName, relations, strings } from "../ast.ts";
import { textAfterName } from "../after-name.ts";
import type { StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

export function createView(node: ViewStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "create-view",
      at: wholeStatement(statement),
      name: relationName(node.view),
      replace: node.replace === true,
      temporary: node.view?.relpersistence === "t",
      query: queryText(statement, statement.offset(node.view?.location)),
      relations: relations(node.query),
      securityInvoker: optionOn(option(node.options, "security_invoker")),
      definition: textAfterName(statement, statement.offset(node.view?.location)),
      ...(statement.tokens.slice(0, 6).some(({ kind, value }) => kind === "word" && value === "recursive")
        ? { recursive: true as const }
        : {}),
    },
  ];
}

/** `ALTER VIEW … SET (security_invoker = on)`, or its RESET; null for what else ALTER VIEW does. */
export function viewSecurity(node: AlterTableCmd, name: QualifiedName, at: TextPlace): Change | null {
  const element = node.def && "List" in node.def ? option(node.def.List.items, "security_invoker") : undefined;
  if (element === undefined) return null;
  return {
    kind: "set-view-security",
    at,
    name,
    securityInvoker: node.subtype === "AT_SetRelOptions" && optionOn(element),
  };
}

/** CREATE TABLE AS and CREATE MATERIALIZED VIEW. */
export function createTableAs(node: CreateTableAsStmt, statement: StatementText): Change[] {
  const text = queryText(statement, statement.offset(node.into?.rel?.location));
  return tableFromQuery(node.into, statement, text, {
    ifNotExists: node.if_not_exists === true,
    materialized: node.objtype === "OBJECT_MATVIEW",
    definition: textAfterName(statement, statement.offset(node.into?.rel?.location)),
    tree: node.query,
  });
}

export function selectInto(node: SelectStmt, statement: StatementText): Change[] {
  const first = firstSelect(node);
  if (!first.intoClause) return [];
  const text = statement.render(statement.whole());
  return tableFromQuery(first.intoClause, statement, text, {
    ifNotExists: false,
    materialized: false,
    tree: { ...first, intoClause: undefined },
  });
}

/** The INTO of a UNION stands in its first branch. */
function firstSelect(node: SelectStmt): SelectStmt {
  let first = node;
  while (first.larg) first = first.larg;
  return first;
}

interface FromQuery {
  readonly ifNotExists: boolean;
  readonly materialized: boolean;
  readonly definition?: string;
  readonly tree: unknown;
}

function tableFromQuery(
  into: IntoClause | undefined,
  statement: StatementText,
  query: string,
  { ifNotExists, materialized, definition, tree }: FromQuery,
): Change[] {
  const names = strings(into?.colNames);
  return [
    {
      kind: "create-table-as",
      at: wholeStatement(statement),
      table: relationName(into?.rel),
      ifNotExists,
      temporary: into?.rel?.relpersistence === "t",
      materialized,
      columns: names.length > 0 ? names : null,
      query,
      relations: relations(tree),
      ...(materialized && definition !== undefined ? { definition } : {}),
    },
  ];
}

/** What stands after AS, without the clauses that may follow a query. */
function queryText(statement: StatementText, from: number): string {
  const word = statement.find("as", statement.tokenAt(from));
  const start = statement.tokens[word + 1]?.start ?? 0;
  const text = statement.render({ start, end: statement.text.length });
  return text.replace(/\s+with\s+(no\s+)?data$/i, "").replace(/\s+with\s+((cascaded|local)\s+)?check\s+option$/i, "");
}

export function refreshMaterializedView(node: RefreshMatViewStmt, statement: StatementText): Change[] {
  const at = wholeStatement(statement);
  return [
    {
      kind: "refresh-materialized-view",
      at,
      name: relationName(node.relation),
      concurrently: node.concurrent === true,
    },
  ];
}
