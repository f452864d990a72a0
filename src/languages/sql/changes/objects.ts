import type {
  AlterObjectSchemaStmt,
  CommentStmt,
  CreateExtensionStmt,
  CreateSchemaStmt,
  DropStmt,
  Node,
  ObjectType,
  RenameStmt,
} from "libpg-query";
import type { Change, ObjectKind } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import { objectParts, option, optionText, qualified, relationName } from "../ast.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { wholeStatement } from "./reader.ts";
import { signatureOf } from "./routines.ts";

const kindNames: Readonly<Record<string, ObjectKind>> = {
  OBJECT_MATVIEW: "materialized view",
  OBJECT_TABCONSTRAINT: "constraint",
  OBJECT_DOMCONSTRAINT: "domain constraint",
  OBJECT_FOREIGN_TABLE: "foreign table",
  OBJECT_FDW: "foreign data wrapper",
};

/** `OBJECT_EVENT_TRIGGER` → `event trigger`. */
function objectKind(type: ObjectType | undefined): ObjectKind {
  return kindNames[type ?? ""] ?? (type ?? "").replace("OBJECT_", "").replaceAll("_", " ").toLowerCase();
}

/** Objects whose last name part is their own and whose others are the table's. */
const onTable = new Set<string>([
  "OBJECT_TRIGGER",
  "OBJECT_POLICY",
  "OBJECT_RULE",
  "OBJECT_TABCONSTRAINT",
  "OBJECT_COLUMN",
]);

export function drop(node: DropStmt, statement: StatementText): Change[] {
  const ranges = droppedRanges(node, statement);
  const ifExists = node.missing_ok === true;
  const cascade = node.behavior === "DROP_CASCADE";
  return (node.objects ?? []).map((object, index): Change => {
    const at = statement.place(ranges[index] ?? statement.whole());
    const parts = objectParts(object);
    const name = qualified(parts);
    if (node.removeType === "OBJECT_TABLE" || node.removeType === "OBJECT_FOREIGN_TABLE")
      return { kind: "drop-table", at, table: name, ifExists, cascade };
    const concurrently = node.concurrent === true;
    if (node.removeType === "OBJECT_INDEX") return { kind: "drop-index", at, name, concurrently, ifExists, cascade };
    return {
      kind: "drop-object",
      at,
      object: objectKind(node.removeType),
      ...ownName(node.removeType, parts),
      ifExists,
      cascade,
      concurrently,
      ...droppedSignature(object),
    };
  });
}

function droppedSignature(node: Node): { readonly signature?: string } {
  const signature = signatureOf(node);
  return signature === null ? {} : { signature };
}

/** A name of its own, and the table it stands on when it stands on one. */
function ownName(
  type: ObjectType | undefined,
  parts: readonly string[],
): { name: QualifiedName; table: QualifiedName | null } {
  if (!onTable.has(type ?? "") || parts.length < 2) return { name: qualified(parts), table: null };
  return { name: { schema: null, name: parts.at(-1) as string }, table: qualified(parts.slice(0, -1)) };
}

const dropWords = new Set([
  "table",
  "index",
  "view",
  "materialized",
  "foreign",
  "sequence",
  "type",
  "domain",
  "function",
  "procedure",
  "routine",
  "aggregate",
  "schema",
  "extension",
  "trigger",
  "policy",
  "rule",
  "collation",
  "conversion",
  "concurrently",
]);

/** DROP tells no places: the names follow the key words, between commas, up to CASCADE or RESTRICT. */
function droppedRanges(node: DropStmt, statement: StatementText): Range[] {
  const { tokens } = statement;
  if ((node.objects?.length ?? 0) === 1 && onTable.has(node.removeType ?? "")) return [];
  let first = 1;
  while (tokens[first]?.kind === "word" && dropWords.has(tokens[first]?.value ?? "")) first++;
  if (tokens[first]?.value === "if" && tokens[first + 1]?.value === "exists") first += 2;
  const last = tokens.at(-1);
  const ends =
    last?.kind === "word" && (last.value === "cascade" || last.value === "restrict")
      ? tokens.length - 1
      : tokens.length;
  const ranges = statement.items(first, ends);
  return ranges.length === (node.objects?.length ?? 0) ? ranges : [];
}

export function rename(node: RenameStmt, statement: StatementText): Change[] {
  const at = wholeStatement(statement);
  const to = node.newname ?? "";
  const relation = relationName(node.relation);
  const own = node.subname ?? "";
  if (node.renameType === "OBJECT_TABLE" || node.renameType === "OBJECT_FOREIGN_TABLE")
    return [{ kind: "rename-table", at, table: relation, to }];
  if (node.renameType === "OBJECT_INDEX") return [{ kind: "rename-index", at, name: relation, to }];
  if (node.renameType === "OBJECT_TABCONSTRAINT")
    return [{ kind: "rename-constraint", at, table: relation, name: own, to }];
  if (
    node.renameType === "OBJECT_COLUMN" &&
    (node.relationType === "OBJECT_TABLE" || node.relationType === "OBJECT_FOREIGN_TABLE")
  ) {
    return [{ kind: "rename-column", at, table: relation, column: own, to }];
  }
  if (node.renameType === "OBJECT_DOMCONSTRAINT") {
    const change = { action: "rename-constraint", constraint: own, to } as const;
    return [{ kind: "alter-domain", at, name: qualified(objectParts(node.object)), change }];
  }
  return [{ kind: "rename-object", at, object: objectKind(node.renameType), ...renamed(node), to }];
}

function renamed(node: RenameStmt): { name: QualifiedName; table: QualifiedName | null } {
  if (node.object) return ownName(node.renameType, objectParts(node.object));
  if (node.relation) {
    const relation = relationName(node.relation);
    return node.subname === undefined
      ? { name: relation, table: null }
      : { name: { schema: null, name: node.subname }, table: relation };
  }
  return { name: { schema: null, name: node.subname ?? "" }, table: null };
}

export function setSchema(node: AlterObjectSchemaStmt, statement: StatementText): Change[] {
  const name = node.relation ? relationName(node.relation) : qualified(objectParts(node.object));
  return [
    {
      kind: "set-schema",
      at: wholeStatement(statement),
      object: objectKind(node.objectType),
      name,
      to: node.newschema ?? "",
    },
  ];
}

export function comment(node: CommentStmt, statement: StatementText): Change[] {
  const parts = commentedParts(node.object);
  const own = ownName(node.objtype, parts);
  const column = node.objtype === "OBJECT_COLUMN" ? own.name.name : null;
  const name = column === null ? own.name : (own.table ?? own.name);
  return [
    {
      kind: "comment",
      at: wholeStatement(statement),
      object: objectKind(node.objtype),
      name,
      table: column === null ? own.table : null,
      column,
      text: node.comment ?? null,
    },
  ];
}

function commentedParts(node: Node | undefined): string[] {
  return node && "RangeVar" in node
    ? [node.RangeVar.schemaname, node.RangeVar.relname].filter((part) => part !== undefined)
    : objectParts(node);
}

/** `CREATE SCHEMA AUTHORIZATION role` names the schema after the role. */
export function createSchema(node: CreateSchemaStmt, statement: StatementText): Change[] {
  const name = node.schemaname ?? node.authrole?.rolename ?? "";
  return [{ kind: "create-schema", at: wholeStatement(statement), name, ifNotExists: node.if_not_exists === true }];
}

export function createExtension(node: CreateExtensionStmt, statement: StatementText): Change[] {
  const schema = optionText(option(node.options, "schema"));
  return [
    {
      kind: "create-extension",
      at: wholeStatement(statement),
      name: node.extname ?? "",
      schema,
      ifNotExists: node.if_not_exists === true,
    },
  ];
}
