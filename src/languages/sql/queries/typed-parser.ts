import { createRequire } from "node:module";
import type * as PgsqlAstParser from "pgsql-ast-parser";
import type {
  DeleteStatement,
  FromTable,
  InsertStatement,
  QName,
  Statement,
  UpdateStatement,
  WithRecursiveStatement,
  WithStatement,
} from "pgsql-ast-parser";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import type { Range } from "../statement-text.ts";

export interface Relation extends QualifiedName {
  readonly range: Range;
}

type Node = DeleteStatement | FromTable | InsertStatement | UpdateStatement | WithRecursiveStatement | WithStatement;

let parser: typeof PgsqlAstParser | undefined;

/** Loaded when the first query is read, and at once: a run without queries never pays for it. */
function load(): typeof PgsqlAstParser {
  return (parser ??= createRequire(import.meta.url)("pgsql-ast-parser") as typeof PgsqlAstParser);
}

/** Its time grows faster than the text; a query in code is far below this, and the other parser reads the rest. */
const largest = 20_000;

/** The relations one statement names, each where it stands; null when this parser does not accept the statement. */
export function typedRelations(text: string): Relation[] | null {
  if (text.length > largest) return null;
  try {
    const [statement] = load().parse(text, { locationTracking: true });
    return statement ? relationsIn(statement) : null;
  } catch {
    return null;
  }
}

/** The package's own visitor does not enter a query that is a call's argument (`EXISTS (SELECT …)`): every node is looked at. */
function relationsIn(statement: Statement): Relation[] {
  const own = new Set<string>();
  const found: Relation[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (value !== null && typeof value === "object") {
      const node = value as Node;
      for (const name of ownNames(node)) own.add(name);
      const name = target(node);
      const { _location: at } = name ?? {};
      if (name && at)
        found.push({ schema: name.schema ?? null, name: name.name, range: { start: at.start, end: at.end } });
      for (const [key, inner] of Object.entries(node)) if (key !== "_location") look(inner);
    }
  };
  look(statement);
  return found.filter(({ schema, name }) => schema !== null || !own.has(name));
}

/** The names a WITH gives its queries. */
function ownNames(node: Node): string[] {
  if (node.type === "with") return node.bind.map(({ alias }) => alias.name);
  return node.type === "with recursive" ? [node.alias.name] : [];
}

function target(node: Node): QName | null {
  if (node.type === "table") return node.name;
  if (node.type === "insert") return node.into;
  if (node.type === "update") return node.table;
  return node.type === "delete" ? node.from : null;
}
