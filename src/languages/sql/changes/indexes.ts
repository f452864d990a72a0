import type { IndexElem, IndexStmt, Node, ReindexStmt } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import type { IndexKey } from "../../../facts/sql-parts.ts";
import { option, relationName, strings } from "../ast.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";

export function createIndex(node: IndexStmt, statement: StatementText): Change[] {
  const open = statement.find("(", statement.tokenAt(statement.offset(node.relation?.location)));
  const ranges = open < 0 ? [] : statement.items(open + 1, statement.close(open));
  const where = node.whereClause ? statement.find("where", Math.max(open, 0)) : -1;
  const predicate = statement.tokens[where + 1];
  return [
    {
      kind: "create-index",
      at: wholeStatement(statement),
      name: node.idxname ?? null,
      table: relationName(node.relation),
      index: {
        method: node.accessMethod ?? "btree",
        unique: node.unique === true,
        keys: elements(node.indexParams).map((element, index) => indexKey(element, ranges[index], statement)),
        include: elements(node.indexIncludingParams).flatMap((element) =>
          element.name === undefined ? [] : [element.name],
        ),
        where:
          where >= 0 && predicate ? statement.render({ start: predicate.start, end: statement.text.length }) : null,
        nullsNotDistinct: node.nulls_not_distinct === true,
        ...storageOf(node, statement, open),
      },
      concurrently: node.concurrent === true,
      ifNotExists: node.if_not_exists === true,
      only: node.relation?.inh !== true,
    },
  ];
}

/** `WITH (fillfactor = 70)`: behind the keys and the INCLUDE, before the predicate. */
function storageOf(node: IndexStmt, statement: StatementText, open: number): { readonly storage?: string } {
  if ((node.options?.length ?? 0) === 0) return {};
  const word = statement.tokens[statement.find("with", Math.max(open, 0))];
  const inner = word ? statement.inParentheses(word.start) : null;
  return inner ? { storage: statement.render(inner) } : {};
}

function elements(nodes: readonly Node[] | undefined): IndexElem[] {
  return (nodes ?? []).flatMap((node) => ("IndexElem" in node ? [node.IndexElem] : []));
}

const nullsOrders: Readonly<Record<string, "first" | "last">> = {
  SORTBY_NULLS_FIRST: "first",
  SORTBY_NULLS_LAST: "last",
};

function indexKey(element: IndexElem, range: Range | undefined, statement: StatementText): IndexKey {
  const opclass = strings(element.opclass);
  const nulls = nullsOrders[element.nulls_ordering ?? ""];
  return {
    column: element.name ?? null,
    expression: element.name === undefined && range ? keyExpression(range, statement) : null,
    descending: element.ordering === "SORTBY_DESC",
    opclass: opclass.length > 0 ? opclass.join(".") : null,
    ...(nulls === undefined ? {} : { nulls }),
    ...((element.collation?.length ?? 0) > 0 ? { collation: strings(element.collation).join(".") } : {}),
  };
}

/** A key that is an expression: a call, or what stands in parentheses of its own; not what follows it (COLLATE, opclass, DESC). */
function keyExpression(range: Range, statement: StatementText): string {
  const first = statement.tokenAt(range.start);
  const open = statement.find("(", first);
  if (open < 0) return statement.render(range);
  const close = statement.tokens[statement.close(open)];
  const whole = { start: range.start, end: Math.min(close?.end ?? range.end, range.end) };
  if (open !== first) return statement.render(whole);
  return statement.render({ start: statement.tokens[open + 1]?.start ?? whole.start, end: close?.start ?? whole.end });
}

const reindexTargets: Readonly<Record<string, ChangeOf<"reindex">["target"]>> = {
  REINDEX_OBJECT_INDEX: "index",
  REINDEX_OBJECT_TABLE: "table",
  REINDEX_OBJECT_SCHEMA: "schema",
  REINDEX_OBJECT_SYSTEM: "system",
  REINDEX_OBJECT_DATABASE: "database",
};

export function reindex(node: ReindexStmt, statement: StatementText): Change[] {
  const name = node.relation
    ? relationName(node.relation)
    : node.name === undefined
      ? null
      : { schema: null, name: node.name };
  const target = reindexTargets[node.kind ?? ""] ?? "table";
  return [
    {
      kind: "reindex",
      at: wholeStatement(statement),
      target,
      name,
      concurrently: option(node.params, "concurrently") !== undefined,
    },
  ];
}
