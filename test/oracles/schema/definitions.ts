import type { PGlite } from "@electric-sql/pglite";

/** A database in PostgreSQL's own words, kind by kind: each line begins with the `schema.name` it belongs to. */
export type Definitions = Readonly<Record<string, readonly string[]>>;

const user = (schema: string): string => `${schema} NOT LIKE 'pg\\_%' AND ${schema} <> 'information_schema'`;
/** Leaves out what an extension has made. */
const own = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const privileges = (acl: string, kind: string, owner: string): string =>
  `(SELECT string_agg(concat_ws(' ', coalesce(nullif(x.grantee, 0)::regrole::text, 'public'), x.privilege_type, CASE WHEN x.is_grantable THEN 'grantable' END), ', ' ORDER BY x.grantee::regrole::text, x.privilege_type) FROM aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) x)`;

const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${user("n.nspname")} AND ${own("pg_class", "c.oid")}`;
const name = "n.nspname || '.' || c.relname";

/** A literal keeps the cast to the type its column had when it was set, and a time its zone, which says nothing in UTC: which type that was, nobody can see. */
const withoutCast = `regexp_replace(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^(''(?:[^'']|'''')*'')::[][[:alnum:]_ ".(),]+$', '\\1'), '(:\\d\\d)\\+00''$', '\\1''')`;

const questions: Readonly<Record<string, string>> = {
  tables: `SELECT concat_ws(' ', ${name}, c.relkind, c.relpersistence, c.relreplident, CASE WHEN c.relrowsecurity THEN 'rls' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
      CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, pg_get_expr(c.relpartbound, c.oid),
      (SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid)) AS line
    FROM ${relations} AND c.relkind IN ('r', 'p')`,
  columns: `SELECT concat_ws(' ', ${name} || '.' || a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
      CASE WHEN a.attnotnull THEN 'not null' END, ${withoutCast}, a.attidentity, a.attgenerated,
      (SELECT count(*) FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attnum > 0 AND b.attnum <= a.attnum AND NOT b.attisdropped)) AS line
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum, ${relations} AND c.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'c')`,
  constraints: `SELECT concat_ws(' ', n.nspname || '.' || coalesce(c.relname, t.typname), k.conname, pg_get_constraintdef(k.oid)) AS line
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
    WHERE ${user("n.nspname")} AND k.contype IN ('c', 'f', 'p', 'u', 'x') AND NOT EXISTS (SELECT FROM pg_constraint up WHERE up.oid = k.conparentid AND up.conrelid = k.conrelid) AND ${own("pg_class", "k.conrelid")} AND ${own("pg_type", "k.contypid")}`,
  indexes: `SELECT concat_ws(' ', ${name}, pg_get_indexdef(c.oid), CASE WHEN NOT x.indisvalid THEN 'invalid' END, (SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = c.oid)) AS line FROM pg_index x, ${relations} AND c.oid = x.indexrelid`,
  sequences: `SELECT concat_ws(' ', ${name}, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
      (SELECT concat(d.refobjid::regclass::text, '.', a.attname, d.deptype) FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)) AS line
    FROM pg_sequence s, ${relations} AND c.oid = s.seqrelid`,
  views: `SELECT concat_ws(' ', ${name}, c.relkind, array_to_string(c.reloptions, ','), pg_get_viewdef(c.oid)) AS line FROM ${relations} AND c.relkind IN ('v', 'm')`,
  types: `SELECT concat_ws(' ', n.nspname || '.' || t.typname, t.typtype, CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, CASE WHEN t.typnotnull THEN 'not null' END, t.typdefault,
      (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), (SELECT format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = t.oid)) AS line
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${user("n.nspname")} AND t.typtype IN ('e', 'd', 'r', 'c') AND (t.typtype <> 'c' OR (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c') AND ${own("pg_type", "t.oid")}`,
  functions: `SELECT n.nspname || '.' || p.proname || ' ' || pg_get_functiondef(p.oid) AS line FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${user("n.nspname")} AND p.prokind IN ('f', 'p') AND ${own("pg_proc", "p.oid")}`,
  triggers: `SELECT concat_ws(' ', ${name}, pg_get_triggerdef(t.oid), t.tgenabled) AS line FROM pg_trigger t, ${relations} AND c.oid = t.tgrelid AND NOT t.tgisinternal AND t.tgparentid = 0 AND c.relkind IN ('r', 'p')`,
  policies: `SELECT concat_ws(' ', schemaname || '.' || tablename, policyname, permissive, roles::text, cmd, qual, with_check) AS line FROM pg_policies WHERE ${user("schemaname")}`,
  comments: `SELECT concat_ws(' ', ${name}, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0), d.description) AS line FROM pg_description d, ${relations} AND d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND c.relkind IN ('r', 'p')`,
  grants: `SELECT concat_ws(' ', ${name}, ${privileges("c.relacl", "r", "c.relowner")}) AS line FROM ${relations} AND c.relkind IN ('r', 'p', 'v', 'm')
    UNION ALL SELECT concat_ws(' ', ${name} || '.' || a.attname, ${privileges("a.attacl", "c", "c.relowner")}) FROM pg_attribute a, ${relations} AND c.oid = a.attrelid AND a.attacl IS NOT NULL
    UNION ALL SELECT concat_ws(' ', ${name}, ${privileges("c.relacl", "s", "c.relowner")}) FROM ${relations} AND c.relkind = 'S'
    UNION ALL SELECT concat_ws(' ', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', ${privileges("p.proacl", "f", "p.proowner")}) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${user("n.nspname")} AND p.prokind IN ('f', 'p') AND ${own("pg_proc", "p.oid")}`,
  extensions: `SELECT extname AS line FROM pg_extension WHERE extname <> 'plpgsql'`,
};

/** All that PostgreSQL says of the kinds that a folded schema holds; two databases are alike when the lines are. */
export async function readDefinitions(database: PGlite): Promise<Definitions> {
  await database.exec("RESET ALL");
  const found: Record<string, readonly string[]> = {};
  for (const [kind, question] of Object.entries(questions)) {
    const { rows } = await database.query<{ line: string }>(question);
    found[kind] = rows.map(({ line }) => line).toSorted();
  }
  return found;
}
