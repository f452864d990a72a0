import { ts } from "ts-morph";
import { dialectNamed } from "./dialect.ts";

/**
 * The other database whose client a text is handed to. In this order: by the name of a call around it or of what that is
 * called on (`clickhouse.query(…)`); of a call that the variable it is kept in is handed to (`queryClickhouse({ query })`);
 * of the function it stands in, where that is named after nothing else (`clickhouseQuery`); and last, because the file
 * imports that client and none of PostgreSQL's. Undefined when nothing says so.
 */
export function clientDialect(node: ts.Node, sourceFile: ts.SourceFile): string | undefined {
  return ofCalls(node, sourceFile) ?? ofUses(node) ?? ofFunctions(node) ?? ofImports(sourceFile);
}

function ofCalls(node: ts.Node, sourceFile: ts.SourceFile): string | undefined {
  for (let at = node; at.parent && !ts.isStatement(at); at = at.parent) {
    const found = ts.isCallExpression(at) ? dialectIn(at.expression.getText(sourceFile)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `const query = "…"` and, in the same function, `queryClickhouse({ query })`. */
function ofUses(node: ts.Node): string | undefined {
  let declaration = node;
  while (declaration.parent && !ts.isVariableDeclaration(declaration) && !ts.isStatement(declaration))
    declaration = declaration.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  let scope: ts.Node = declaration;
  while (scope.parent && !ts.isFunctionLike(scope)) scope = scope.parent;
  const { text } = declaration.name;
  return handedOver(scope).find(({ names }) => names.has(text))?.dialect;
}

interface Handing {
  readonly dialect: string;
  /** The variables that its arguments name. */
  readonly names: ReadonlySet<string>;
}

const known = new WeakMap<ts.Node, readonly Handing[]>();

/** The calls in a function that are named after another database. */
function handedOver(scope: ts.Node): readonly Handing[] {
  let handings = known.get(scope);
  if (handings) return handings;
  const found: Handing[] = [];
  const walk = (node: ts.Node): void => {
    const dialect = ts.isCallExpression(node) ? dialectIn(calleeName(node.expression)) : undefined;
    if (dialect !== undefined) found.push({ dialect, names: namesIn((node as ts.CallExpression).arguments) });
    ts.forEachChild(node, walk);
  };
  walk(scope);
  known.set(scope, (handings = found));
  return handings;
}

/** `query`, `client.query`, `this.client.query`; of a chain of calls its last name alone. */
function calleeName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? `${calleeName(callee.expression)} ${callee.name.text}` : "";
}

function namesIn(args: readonly ts.Expression[]): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, walk);
  };
  for (const argument of args) walk(argument);
  return names;
}

const plainWords: ReadonlySet<string> = new Set("query queries sql raw run exec execute fetch get select".split(" "));

function ofFunctions(node: ts.Node): string | undefined {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    if (!ts.isFunctionDeclaration(at) && !ts.isMethodDeclaration(at)) continue;
    const words = at.name && ts.isIdentifier(at.name) ? wordsIn(at.name.text) : [];
    const dialects = words.filter((word) => dialectNamed(word) !== undefined);
    if (dialects.length === 1 && words.every((word) => dialects.includes(word) || plainWords.has(word.toLowerCase())))
      return dialectNamed(dialects[0] ?? "");
  }
  return undefined;
}

function ofImports(sourceFile: ts.SourceFile): string | undefined {
  const imported = new Set<string>();
  for (const statement of sourceFile.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text } = statement.moduleSpecifier;
    if (postgresClient.test(text)) return undefined;
    for (const word of wordsIn(text)) {
      const dialect = dialectNamed(word);
      if (dialect !== undefined) imported.add(dialect);
    }
  }
  const [only] = imported;
  return imported.size === 1 ? only : undefined;
}

/** What may speak PostgreSQL, whatever else the file imports. */
const postgresClient =
  /\b(?:pg|postgres\w*|prisma|drizzle(?:-orm)?|knex|kysely|typeorm|sequelize|slonik|pg-promise|mikro-orm|db|database)\b/i;

function dialectIn(name: string): string | undefined {
  for (const word of wordsIn(name)) {
    const dialect = dialectNamed(word);
    if (dialect !== undefined) return dialect;
  }
  return undefined;
}

/** The words of a name: `query` and `Clickhouse`; of `@clickhouse/client` and `better-sqlite3` as well. */
function wordsIn(name: string): readonly string[] {
  return name.match(/[A-Z]?[a-z\d]+|[A-Z]+(?![a-z])/g) ?? [];
}
