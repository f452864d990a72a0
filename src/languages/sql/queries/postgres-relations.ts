import type { Node, RangeVar } from "libpg-query";
import { relationName, walk } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import type { Relation } from "./typed-parser.ts";

/** The relations of a statement that PostgreSQL's own parser read; the tree says where a name starts, the tokens where it ends. */
export function postgresRelations(tree: Node, statement: StatementText): Relation[] {
  const own = new Set<string>();
  walk(tree, (kind, node) => {
    if (kind === "CommonTableExpr" && typeof node.ctename === "string") own.add(node.ctename);
  });
  const found: Relation[] = [];
  walk(tree, (kind, node) => {
    if ((kind !== "RangeVar" && kind !== "relation") || typeof node.relname !== "string") return;
    const relation = node as RangeVar;
    const name = relationName(relation);
    if (name.schema === null && own.has(name.name)) return;
    found.push({ ...name, range: nameRange(statement, statement.offset(relation.location)) });
  });
  return found;
}

function nameRange(statement: StatementText, start: number): Relation["range"] {
  let at = statement.tokenAt(start);
  while (statement.tokens[at + 1]?.value === ".") at += 2;
  return { start, end: statement.tokens[at]?.end ?? start };
}
