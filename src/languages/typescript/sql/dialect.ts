import { ts } from "ts-morph";

const dialects: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["postgres", "postgresql", "pg", "pgsql", "cockroachdb", "aurora-postgres"].map((name) => [name, "postgresql"]),
  ),
  ...Object.fromEntries(["mysql", "mysql2", "mariadb", "aurora-mysql"].map((name) => [name, "mysql"])),
  ...Object.fromEntries(["sqlite", "sqlite3", "better-sqlite3", "sqljs", "libsql"].map((name) => [name, "sqlite"])),
  ...Object.fromEntries(["mssql", "sqlserver"].map((name) => [name, "mssql"])),
  oracle: "oracle",
};

/**
 * The database a text is only run on: a migration for several databases branches by name (`case "mysql":`,
 * `if (type === "postgres")`). Undefined when nothing around the node says.
 */
export function dialectOf(node: ts.Node): string | undefined {
  for (let at = node; at.parent; at = at.parent) {
    const found = ts.isCaseClause(at)
      ? ofClause(at)
      : ts.isIfStatement(at.parent) && at.parent.thenStatement === at
        ? ofTest(at.parent.expression)
        : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A clause and the empty ones that fall into it; PostgreSQL when it is among them. */
function ofClause(clause: ts.CaseClause): string | undefined {
  const names = [nameOf(clause.expression)];
  const { clauses } = clause.parent;
  for (let index = clauses.indexOf(clause) - 1; index >= 0; index--) {
    const before = clauses[index] as ts.CaseOrDefaultClause;
    if (before.statements.length > 0 || !ts.isCaseClause(before)) break;
    names.push(nameOf(before.expression));
  }
  return names.includes("postgresql") ? "postgresql" : names.find((name) => name !== undefined);
}

function ofTest(test: ts.Expression): string | undefined {
  if (!ts.isBinaryExpression(test)) return undefined;
  const { kind } = test.operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken) return undefined;
  return nameOf(test.left) ?? nameOf(test.right);
}

function nameOf(expression: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(expression) && Object.hasOwn(dialects, expression.text)
    ? dialects[expression.text]
    : undefined;
}
