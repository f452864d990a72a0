const postgres =
  /^(?:pg|pg-.*|postgres|slonik|@types\/pg|@neondatabase\/serverless|@electric-sql\/pglite|@vercel\/postgres|db-migrate-pg|node-pg-migrate)$/;
const others =
  /^(?:mysql|mysql2|mariadb|sqlite3|better-sqlite3|@vscode\/sqlite3|tedious|mssql|oracledb|snowflake-sdk|db-migrate-mysql|db-migrate-sqlite3)$/;

/** Whether a package has drivers of other databases and none of PostgreSQL: its migrations are not for PostgreSQL. */
export function otherDatabase(dependencies: ReadonlySet<string>): boolean {
  const names = [...dependencies];
  return names.some((name) => others.test(name)) && !names.some((name) => postgres.test(name));
}
