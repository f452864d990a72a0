const words: Readonly<Record<string, string>> = {
  postgres: "postgresql",
  postgresql: "postgresql",
  pg: "postgresql",
  pgsql: "postgresql",
  psql: "postgresql",
  timescale: "postgresql",
  timescaledb: "postgresql",
  mysql: "mysql",
  mariadb: "mysql",
  tidb: "mysql",
  sqlite: "sqlite",
  sqlite3: "sqlite",
  libsql: "sqlite",
  turso: "sqlite",
  d1: "sqlite",
  mssql: "sqlserver",
  sqlserver: "sqlserver",
  oracle: "oracle",
  clickhouse: "clickhouse",
  cassandra: "cassandra",
  scylla: "cassandra",
  cockroach: "cockroachdb",
  cockroachdb: "cockroachdb",
  crdb: "cockroachdb",
  spanner: "spanner",
  duckdb: "duckdb",
  h2: "h2",
  hsqldb: "hsqldb",
  derby: "derby",
  db2: "db2",
  snowflake: "snowflake",
  redshift: "redshift",
  bigquery: "bigquery",
  singlestore: "mysql",
  aurora_mysql: "mysql",
};

/** The database a path names, the deepest folder first: `db/migration_postgres_data` → `postgresql`; null when it names none. */
export function dialectOfPath(path: string): string | null {
  for (const segment of path.split("/").toReversed()) {
    for (const word of segment.toLowerCase().split(/[_\-. ]/))
      if (Object.hasOwn(words, word)) return words[word] as string;
  }
  return null;
}

/** The name the model uses for what a tool's own file calls its database. */
export function dialectName(name: string): string {
  const word = name.toLowerCase();
  return Object.hasOwn(words, word) ? (words[word] as string) : word;
}

/** Words only one database's SQL has. PostgreSQL's come first: a text with one of them is for PostgreSQL, whatever else it looks like. */
const signs: readonly (readonly [dialect: string, sign: RegExp])[] = [
  [
    "postgresql",
    /\b(bigserial|smallserial|serial|timestamptz|jsonb|bytea|tsvector|plpgsql|gen_random_uuid|uuid_generate_v4|character varying|nextval|pg_catalog|CREATE EXTENSION|CREATE TYPE\s+\S+\s+AS\s+ENUM|ON CONFLICT\b.*\bDO|USING (gin|gist|btree))\b|::\s*(text|jsonb?|int|integer|uuid|regclass|varchar)\b/i,
  ],
  ["clickhouse", /\bENGINE\s*=?\s*(Replicated|Shared)?\w*(MergeTree|ReplacingMergeTree)\b|\bLowCardinality\(/i],
  [
    "mysql",
    /\bENGINE\s*=\s*(InnoDB|MyISAM|MEMORY)\b|\bAUTO_INCREMENT\b|\b(TABLE|EXISTS|INTO|INDEX|KEY|COLUMN|ON)\s+\\?`\w+|\b(INT|BIGINT|TINYINT)(\(\d+\))?\s+UNSIGNED\b|\b(LONGTEXT|MEDIUMTEXT|TINYINT)\b|\bCHARACTER SET utf8|\bON UPDATE CURRENT_TIMESTAMP|\bDROP FOREIGN KEY\b|\bMODIFY( COLUMN)? |\bDROP INDEX\s+\S+\s+ON\b|^\s*(UPDATE|DELETE FROM|FROM|JOIN|SET)\s+`\w+`/im,
  ],
  [
    "sqlite",
    /\bAUTOINCREMENT\b|^\s*PRAGMA\s+\w+|\bWITHOUT\s+ROWID\b|\bsqlite_master\b|\bstrftime\s*\(|\bCREATE TRIGGER IF NOT EXISTS\b/im,
  ],
  [
    "sqlserver",
    /^\s*GO\s*$|\bNVARCHAR\s*\(|\bIDENTITY\s*\(\s*1\s*,\s*1\s*\)|\[dbo\]|\bUNIQUEIDENTIFIER\b|\bDATETIME2\b/im,
  ],
  // A column's type in either; PostgreSQL says `timestamp`.
  ["MySQL or SQLite", /^\s*["\w]+\s+datetime(\s*\(\d\))?\s*(,|$|DEFAULT\b|NOT\b|NULL\b)/im],
  ["oracle", /\bVARCHAR2\s*\(|\bNUMBER\s*\(\s*\d+|\bSYSTIMESTAMP\b/i],
];

/** The database a text is written for; null when nothing tells. */
export function dialectOfText(text: string): string | null {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? null;
}
