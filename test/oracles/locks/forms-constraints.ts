import type { Form, Group } from "./form.ts";

const on = (command: string, given?: string): Form => ({
  sql: `ALTER TABLE t ${command}`,
  ...(given === undefined ? {} : { given }),
});

const constraints: readonly Form[] = [
  on("ADD CONSTRAINT c1 CHECK (a > 0)"),
  on("ADD CONSTRAINT c1 CHECK (a > 0) NOT VALID"),
  on("VALIDATE CONSTRAINT c1", "ALTER TABLE t ADD CONSTRAINT c1 CHECK (a > 0) NOT VALID"),
  on("VALIDATE CONSTRAINT c1", "ALTER TABLE t ADD CONSTRAINT c1 CHECK (a > 0)"),
  { sql: "ALTER TABLE p ADD CONSTRAINT c1 CHECK (id > 0)" },
  on("ADD CONSTRAINT c1 NOT NULL n"),
  on("ADD CONSTRAINT c1 NOT NULL n NOT VALID"),
  on("VALIDATE CONSTRAINT c1", "ALTER TABLE t ADD CONSTRAINT c1 NOT NULL n NOT VALID"),
  on("ADD CONSTRAINT c1 FOREIGN KEY (n) REFERENCES u (id)"),
  on("ADD CONSTRAINT c1 FOREIGN KEY (n) REFERENCES u (id) NOT VALID"),
  on("ADD CONSTRAINT c1 FOREIGN KEY (n) REFERENCES t (id)"),
  on("VALIDATE CONSTRAINT c1", "ALTER TABLE t ADD CONSTRAINT c1 FOREIGN KEY (n) REFERENCES u (id) NOT VALID"),
  on("VALIDATE CONSTRAINT t_a_fkey"),
  { sql: "ALTER TABLE p ADD CONSTRAINT c1 FOREIGN KEY (id) REFERENCES u (id)" },
  on("ADD CONSTRAINT c1 UNIQUE (id, a)"),
  on("ADD CONSTRAINT c1 UNIQUE USING INDEX t_n"),
  on("ADD CONSTRAINT c1 EXCLUDE USING btree (id WITH =)"),
  { sql: "ALTER TABLE p ADD CONSTRAINT c1 UNIQUE (id, d)" },
  { sql: "ALTER TABLE loose ADD PRIMARY KEY (id)" },
  { sql: "ALTER TABLE loose ADD PRIMARY KEY (id)", given: "ALTER TABLE loose ALTER COLUMN id DROP NOT NULL" },
  {
    sql: "ALTER TABLE loose ADD PRIMARY KEY USING INDEX loose_id",
    given: "CREATE UNIQUE INDEX loose_id ON loose (id)",
  },
  {
    sql: "ALTER TABLE loose ADD PRIMARY KEY USING INDEX loose_id",
    given: "ALTER TABLE loose ALTER COLUMN id DROP NOT NULL; CREATE UNIQUE INDEX loose_id ON loose (id)",
  },
  {
    sql: "ALTER TABLE loose ADD PRIMARY KEY USING INDEX loose_id",
    given:
      "ALTER TABLE loose ALTER COLUMN id DROP NOT NULL, ADD CHECK (id IS NOT NULL); CREATE UNIQUE INDEX loose_id ON loose (id)",
  },
  on("DROP CONSTRAINT t_pkey, ADD PRIMARY KEY USING INDEX t_id", "CREATE UNIQUE INDEX t_id ON t (id)"),
  on("DROP CONSTRAINT c1", "ALTER TABLE t ADD CONSTRAINT c1 CHECK (a > 0)"),
  on("DROP CONSTRAINT t_a_fkey"),
  on("DROP CONSTRAINT t_pkey"),
  { sql: "ALTER TABLE u DROP CONSTRAINT u_pkey CASCADE" },
  on("RENAME CONSTRAINT t_a_fkey TO t_a_u"),
  on("ALTER CONSTRAINT t_a_fkey DEFERRABLE INITIALLY DEFERRED"),
];

const manual = {
  create: "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
  drop: "sql-dropindex.html",
  reindex: "sql-reindex.html#SQL-REINDEX-CONCURRENTLY",
};

const indexes: readonly Form[] = [
  { sql: "CREATE INDEX i ON t (a)" },
  { sql: "CREATE UNIQUE INDEX i ON t (id, a)" },
  { sql: "CREATE INDEX i ON t (a) WHERE b IS NOT NULL" },
  { sql: "CREATE INDEX IF NOT EXISTS t_b ON t (a)" },
  { sql: "CREATE INDEX i ON p (id)" },
  { sql: "CREATE INDEX i ON ONLY p (id)" },
  { sql: "CREATE INDEX CONCURRENTLY i ON t (a)", manual: manual.create },
  { sql: "DROP INDEX t_b" },
  { sql: "DROP INDEX i", given: "CREATE INDEX i ON p (id)" },
  { sql: "DROP INDEX CONCURRENTLY t_b", manual: manual.drop },
  { sql: "ALTER INDEX t_b RENAME TO t_b2" },
  { sql: "ALTER INDEX i ATTACH PARTITION i1", given: "CREATE INDEX i ON ONLY p (id); CREATE INDEX i1 ON p1 (id)" },
  { sql: "REINDEX INDEX t_b" },
  { sql: "REINDEX TABLE t" },
  { sql: "REINDEX TABLE CONCURRENTLY t", manual: manual.reindex },
  { sql: "REINDEX (CONCURRENTLY) INDEX t_b", manual: manual.reindex },
  { sql: "REINDEX SCHEMA public", manual: "sql-reindex.html" },
];

export const constraintForms: readonly Group[] = [
  { title: "Constraints", forms: constraints },
  { title: "Indexes", forms: indexes },
];
