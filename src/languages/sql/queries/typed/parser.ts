import type { Node } from "libpg-query";
import { pgsqlAstParser } from "../../../../packages/pgsql-ast-parser.ts";
import type { StatementText } from "../../statement-text.ts";
import { Places } from "./places.ts";
import { translateExpression } from "./expression.ts";
import type { Reading } from "./reading.ts";
import { translateStatement } from "./statement.ts";

/**
 * The tree of one statement as the second reader, `pgsql-ast-parser`, gives it, in the shape of PostgreSQL's own, so that
 * both are read the same way. It knows nothing of the words that later versions of PostgreSQL reserved, and takes some
 * that drivers let through. Null where it refuses the text as well; a statement that is no query has no node.
 */
export function parseTyped(statement: StatementText): { readonly node: Node | null } | null {
  try {
    const [tree, ...more] = pgsqlAstParser().parse(statement.text, { locationTracking: true });
    return tree && more.length === 0 ? { node: translateStatement(tree, readingOf(statement)) } : null;
  } catch {
    return null;
  }
}

function readingOf(statement: StatementText): Reading {
  const reading: Reading = {
    places: new Places(statement),
    expression: (expression) => translateExpression(expression, reading),
    query: (query) => translateStatement(query, reading) ?? { SelectStmt: {} },
  };
  return reading;
}
