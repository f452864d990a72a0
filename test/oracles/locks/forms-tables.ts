import type { Form, Group } from "./form.ts";

const on = (command: string, given?: string): Form => ({
  sql: `ALTER TABLE t ${command}`,
  ...(given === undefined ? {} : { given }),
});
const elsewhere = "CREATE SCHEMA elsewhere";
const rest =
  "CREATE TABLE rest PARTITION OF p DEFAULT; INSERT INTO rest (id, d) SELECT i, '2000-01-01' FROM generate_series(1, 40) i";
const next = "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')";
const bound = "CHECK (d >= '2025-01-01' AND d < '2026-01-01')";
const keyed = "ALTER TABLE p ADD CONSTRAINT p_id_fkey FOREIGN KEY (id) REFERENCES u (id)";

const partitions: readonly Form[] = [
  { sql: `ALTER TABLE p ATTACH PARTITION loose ${next}` },
  { sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`, given: `ALTER TABLE loose ADD ${bound}` },
  { sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`, given: `ALTER TABLE loose ADD ${bound} NOT VALID` },
  {
    sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`,
    given: `ALTER TABLE loose ADD ${bound}; CREATE INDEX p_id ON p (id)`,
  },
  {
    sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`,
    given: `ALTER TABLE loose ADD ${bound}; CREATE INDEX p_id ON p (id); CREATE INDEX loose_id ON loose (id)`,
  },
  { sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`, given: rest },
  { sql: `ALTER TABLE p ATTACH PARTITION loose ${next}`, given: keyed },
  { sql: "ALTER TABLE p DETACH PARTITION p1" },
  { sql: "ALTER TABLE p DETACH PARTITION p1", given: rest },
  { sql: "ALTER TABLE p DETACH PARTITION p1", given: keyed },
  {
    sql: "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
    manual: "sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION",
  },
  { sql: `CREATE TABLE p2 PARTITION OF p ${next}` },
  { sql: `CREATE TABLE p2 PARTITION OF p ${next}`, given: rest },
  { sql: `CREATE TABLE p2 PARTITION OF p ${next}`, given: keyed },
  { sql: "CREATE TABLE p2 PARTITION OF p DEFAULT" },
  { sql: "DROP TABLE p1" },
  { sql: "DROP TABLE p1", given: rest },
  { sql: "DROP TABLE p" },
];

const tables: readonly Form[] = [
  { sql: "CREATE TABLE w (id int PRIMARY KEY)" },
  { sql: "CREATE TABLE w (id int PRIMARY KEY, t_id int REFERENCES t (id))" },
  { sql: "CREATE TABLE w (LIKE t INCLUDING ALL)" },
  { sql: "CREATE TABLE w (x int) INHERITS (t)" },
  { sql: "CREATE TABLE w AS SELECT id FROM t" },
  { sql: "DROP TABLE t" },
  { sql: "DROP TABLE u CASCADE" },
  on("RENAME TO t9"),
  on("SET SCHEMA elsewhere", elsewhere),
  on("OWNER TO CURRENT_USER"),
  on("SET (fillfactor = 80)"),
  on("RESET (fillfactor)"),
  on("SET UNLOGGED"),
  on("SET LOGGED"),
  { sql: "ALTER TABLE logs SET LOGGED", given: "CREATE UNLOGGED TABLE logs (id int PRIMARY KEY)" },
  {
    sql: "ALTER TABLE t SET ACCESS METHOD columnar",
    manual: "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-ACCESS-METHOD",
  },
  { sql: "ALTER TABLE t SET TABLESPACE fast", manual: "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-TABLESPACE" },
  on("REPLICA IDENTITY FULL"),
  on("CLUSTER ON t_n"),
  on("INHERIT parent", "CREATE TABLE parent (id int NOT NULL)"),
  on("NO INHERIT parent", "CREATE TABLE parent (id int NOT NULL); ALTER TABLE t INHERIT parent"),
  { sql: "COMMENT ON TABLE t IS 'x'" },
  { sql: "COMMENT ON COLUMN t.a IS 'x'" },
  { sql: "GRANT SELECT ON t TO PUBLIC" },
  { sql: "TRUNCATE t" },
  { sql: "TRUNCATE u CASCADE" },
  { sql: "LOCK TABLE t" },
  { sql: "LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE" },
  { sql: "CLUSTER t USING t_n" },
  { sql: "VACUUM FULL t", manual: "sql-vacuum.html" },
  { sql: "VACUUM t", manual: "sql-vacuum.html" },
];

const others: readonly Form[] = [
  { sql: "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf()" },
  { sql: "CREATE TRIGGER tr BEFORE UPDATE ON p FOR EACH ROW EXECUTE FUNCTION tf()" },
  { sql: "DROP TRIGGER tr ON t", given: "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf()" },
  {
    sql: "ALTER TRIGGER tr ON t RENAME TO tr2",
    given: "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf()",
  },
  on("DISABLE TRIGGER ALL"),
  on("ENABLE TRIGGER USER"),
  on("ENABLE ROW LEVEL SECURITY"),
  on("FORCE ROW LEVEL SECURITY"),
  { sql: "CREATE POLICY pp ON t USING (true)" },
  { sql: "ALTER POLICY pp ON t USING (false)", given: "CREATE POLICY pp ON t USING (true)" },
  { sql: "DROP POLICY pp ON t", given: "CREATE POLICY pp ON t USING (true)" },
  { sql: "ALTER TYPE e ADD VALUE 'zz'" },
  { sql: "ALTER TYPE e RENAME VALUE 'a' TO 'aa'" },
  { sql: "CREATE VIEW v AS SELECT id, a FROM t" },
  { sql: "CREATE MATERIALIZED VIEW mv AS SELECT id FROM t" },
  { sql: "REFRESH MATERIALIZED VIEW mv", given: "CREATE MATERIALIZED VIEW mv AS SELECT id FROM t" },
  { sql: "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'" },
];

const data: readonly Form[] = [
  { sql: "INSERT INTO t (id, a) VALUES (100, 1)" },
  { sql: "INSERT INTO u (id) VALUES (100)" },
  { sql: "UPDATE t SET c = 'z'" },
  { sql: "UPDATE t SET a = 2" },
  { sql: "DELETE FROM t" },
  { sql: "DELETE FROM u WHERE id = 1", given: "DELETE FROM t" },
];

export const tableForms: readonly Group[] = [
  { title: "Partitions", forms: partitions },
  { title: "Tables", forms: tables },
  { title: "Triggers, policies, types and views", forms: others },
  { title: "Data", forms: data },
];
