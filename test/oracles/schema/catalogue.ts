import type { PGlite } from "@electric-sql/pglite";

/** What PostgreSQL's catalogue says of a database, in the words of `archlint model schema`. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[];
  readonly views: readonly string[];
  readonly enums: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface CatalogueTable {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
    readonly default: string | null;
    readonly identity: string | null;
    readonly generated: boolean;
    readonly comment: string | null;
  }[];
  readonly primaryKey: readonly string[] | null;
  readonly indexes: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly include: readonly string[];
    readonly unique: boolean;
    readonly method: string;
    readonly where: string | null;
    readonly valid: boolean;
    readonly constraint: string | null;
    readonly partOf: string | null;
  }[];
  readonly foreignKeys: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly references: string;
    readonly onDelete: string;
    readonly onUpdate: string;
    readonly validated: boolean;
    readonly deferrable: boolean;
  }[];
  readonly checks: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly expression: string;
    readonly validated: boolean;
  }[];
  readonly partitionOf: string | null;
  readonly inherits: readonly string[];
  readonly rowLevelSecurity: boolean;
  readonly policies: readonly string[];
  readonly triggers: readonly string[];
  readonly comment: string | null;
}

const user = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
const actions =
  "CASE %s WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END";
const action = (column: string): string => actions.replace("%s", column);
const named = (array: string, relation: string): string =>
  `(SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM unnest(${array}) WITH ORDINALITY AS k(number, place) JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`;

const tablesQuery = `
SELECT n.nspname || '.' || c.relname AS name, c.relrowsecurity AS "rowLevelSecurity", obj_description(c.oid, 'pg_class') AS comment,
  (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull,
      'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END, 'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
      'generated', a.attgenerated <> '', 'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum), '[]')
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT ${named("k.conkey", "c.oid")} FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS "primaryKey",
  (SELECT coalesce(json_agg(json_build_object('name', i.relname, 'unique', x.indisunique, 'method', m.amname, 'where', pg_get_expr(x.indpred, x.indrelid), 'valid', x.indisvalid,
      'columns', (SELECT json_agg(coalesce((SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = x.indkey[p - 1] AND a.attnum > 0), pg_get_indexdef(x.indexrelid, p, false)) ORDER BY p) FROM generate_series(1, x.indnkeyatts) p),
      'include', (SELECT coalesce(json_agg(a.attname ORDER BY p), '[]') FROM generate_series(x.indnkeyatts + 1, x.indnatts) p JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[p - 1]),
      'constraint', (SELECT k.conname FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')),
      'partOf', (SELECT p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = x.indexrelid)) ORDER BY i.relname COLLATE "C"), '[]')
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam WHERE x.indrelid = c.oid) AS indexes,
  (SELECT coalesce(json_agg(json_build_object('name', k.conname, 'columns', ${named("k.conkey", "c.oid")}, 'references', fn.nspname || '.' || f.relname || (${named("k.confkey", "f.oid")})::text,
      'onDelete', ${action("k.confdeltype")}, 'onUpdate', ${action("k.confupdtype")}, 'validated', k.convalidated, 'deferrable', k.condeferrable) ORDER BY k.conname COLLATE "C"), '[]')
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_constraint up WHERE up.oid = k.conparentid AND up.conrelid = k.conrelid)) AS "foreignKeys",
  (SELECT coalesce(json_agg(json_build_object('name', k.conname, 'columns', ${named("k.conkey", "c.oid")}, 'expression', pg_get_expr(k.conbin, k.conrelid), 'validated', k.convalidated) ORDER BY k.conname COLLATE "C"), '[]')
    FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c') AS checks,
  (SELECT pn.nspname || '.' || p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid AND c.relispartition) AS "partitionOf",
  (SELECT coalesce(json_agg(pn.nspname || '.' || p.relname ORDER BY h.inhseqno), '[]') FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid AND NOT c.relispartition) AS inherits,
  (SELECT coalesce(json_agg(p.polname ORDER BY p.polname COLLATE "C"), '[]') FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
  (SELECT coalesce(json_agg(t.tgname ORDER BY t.tgname COLLATE "C"), '[]') FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${user} ORDER BY 1`;

const viewsQuery = `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${user} ORDER BY n.nspname || '.' || c.relname COLLATE "C"`;

const enumsQuery = `
SELECT n.nspname || '.' || t.typname AS name, (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS values
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND ${user} ORDER BY n.nspname || '.' || t.typname COLLATE "C"`;

export async function readCatalogue(database: PGlite): Promise<Catalogue> {
  await database.exec("RESET ALL");
  const tables = (await database.query<CatalogueTable>(tablesQuery)).rows;
  const views = (await database.query<{ name: string }>(viewsQuery)).rows.map((row) => row.name);
  const enums = (await database.query<Catalogue["enums"][number]>(enumsQuery)).rows;
  return {
    tables: tables.map(comparable).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    views,
    enums: enums.map((row) => ({ ...row, values: row.values ?? [] })),
  };
}

function comparable(table: CatalogueTable): CatalogueTable {
  const columns = table.columns.map((column) => ({ ...column, default: withoutCast(column.default) }));
  return {
    ...table,
    columns,
    indexes: table.indexes.map((index) => ({ ...index, columns: index.columns.map(withoutParentheses) })),
  };
}

/** How many parentheses PostgreSQL prints around an index expression differs by the function that prints it. */
export function withoutParentheses(expression: string): string {
  return expression.replaceAll(/[\s()]/g, "");
}

/** A literal default keeps the cast to the type the column had when it was set; one of NULL is none. */
function withoutCast(expression: string | null): string | null {
  if (expression === null || expression.startsWith("NULL::")) return null;
  return expression.replace(/^('(?:[^']|'')*')::[\w ".()]+$/, "$1");
}

/** An empty database again, in a few milliseconds. */
export async function emptyDatabase(database: PGlite): Promise<void> {
  await database.exec("RESET ALL");
  const schemas = await database.query<{ name: string }>(`SELECT n.nspname AS name FROM pg_namespace n WHERE ${user}`);
  for (const { name } of schemas.rows) await database.exec(`DROP SCHEMA "${name.replaceAll('"', '""')}" CASCADE`);
  await database.exec("CREATE SCHEMA public");
}

/**
 * An expression as PostgreSQL prints it for this table: what makes the written and the stored form comparable. Null
 * when the database refuses it.
 */
export async function printedCheck(database: PGlite, table: string, expression: string): Promise<string | null> {
  return printed(
    database,
    `ALTER TABLE ${table} ADD CONSTRAINT archlint_probe CHECK (${expression}) NOT VALID`,
    `SELECT pg_get_expr(conbin, conrelid) AS text FROM pg_constraint WHERE conname = 'archlint_probe' LIMIT 1`,
  );
}

export async function printedDefault(database: PGlite, type: string, expression: string): Promise<string | null> {
  return withoutCast(
    await printed(
      database,
      `CREATE TEMP TABLE archlint_probe (value ${type} DEFAULT ${expression})`,
      `SELECT pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef WHERE adrelid = 'archlint_probe'::regclass`,
    ),
  );
}

export async function printedPredicate(database: PGlite, table: string, predicate: string): Promise<string | null> {
  return printed(
    database,
    `CREATE INDEX archlint_probe ON ONLY ${table} ((1)) WHERE ${predicate}`,
    `SELECT pg_get_expr(indpred, indrelid) AS text FROM pg_index WHERE indexrelid = to_regclass('archlint_probe') OR indexrelid IN (SELECT oid FROM pg_class WHERE relname = 'archlint_probe')`,
  );
}

async function printed(database: PGlite, statement: string, question: string): Promise<string | null> {
  await database.exec("BEGIN");
  try {
    await database.exec(statement);
    return (await database.query<{ text: string }>(question)).rows[0]?.text ?? null;
  } catch {
    return null;
  } finally {
    await database.exec("ROLLBACK");
  }
}
