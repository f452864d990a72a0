import { ts } from "ts-morph";

/** By name in lower case, without `-` and `_`. */
const dialects = new Map(
  Object.entries({
    postgresql: "postgres postgresql pg pgsql cockroach cockroachdb aurorapostgres",
    mysql: "mysql mysql2 mariadb auroramysql",
    sqlite: "sqlite sqlite3 bettersqlite3 sqljs libsql",
    mssql: "mssql sqlserver",
    oracle: "oracle oracledb",
    clickhouse: "clickhouse chdb",
    bigquery: "bigquery",
    snowflake: "snowflake",
    duckdb: "duckdb",
    questdb: "questdb",
  }).flatMap(([dialect, names]) => names.split(" ").map((name) => [name, dialect] as const)),
);

/** The database that a word names, as `Clickhouse` in `queryClickhouse` does. */
export function dialectNamed(word: string): string | undefined {
  return dialects.get(word.toLowerCase());
}

/**
 * The database a text is only run on: a migration for several databases branches by name (`case DbType.MYSQL:`,
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

/** Whether a branch is taken by the name of the database, and PostgreSQL takes it: then it is no condition of its own. */
export function isPostgresBranch(branch: ts.Node): boolean {
  if (ts.isCaseClause(branch)) return ofClause(branch) === "postgresql";
  if (!ts.isIfStatement(branch.parent)) return false;
  const tested = ofTest(branch.parent.expression);
  return branch === branch.parent.thenStatement
    ? tested === "postgresql"
    : tested !== undefined && tested !== "postgresql";
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

/** `"mysql"`, or a constant named after it: `DbType.MYSQL`. */
function nameOf(expression: ts.Expression): string | undefined {
  const name = ts.isStringLiteralLike(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : null;
  return name === null ? undefined : dialects.get(name.toLowerCase().replace(/[-_]/g, ""));
}
