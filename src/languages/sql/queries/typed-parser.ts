import { createRequire } from "node:module";
import type * as PgsqlAstParser from "pgsql-ast-parser";
import type { QualifiedName } from "../../../facts/sql.ts";
import type { Range } from "../statement-text.ts";

export interface Relation extends QualifiedName {
  readonly range: Range;
}

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
  const { parse, astVisitor } = load();
  try {
    const [statement] = parse(text, { locationTracking: true });
    if (!statement) return null;
    const own = new Set<string>();
    const found: Relation[] = [];
    const visitor = astVisitor((map) => ({
      with(node) {
        for (const { alias } of node.bind) own.add(alias.name);
        map.super().with(node);
      },
      withRecursive(node) {
        own.add(node.alias.name);
        map.super().withRecursive(node);
      },
      tableRef(node) {
        const at = node._location;
        if (at) found.push({ schema: node.schema ?? null, name: node.name, range: { start: at.start, end: at.end } });
        map.super().tableRef(node);
      },
    }));
    visitor.statement(statement);
    return found.filter(({ schema, name }) => schema !== null || !own.has(name));
  } catch {
    return null;
  }
}
