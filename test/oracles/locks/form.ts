/** A statement form whose effect on live tables is claimed, and by whom the claim is confirmed. */
export interface Form {
  readonly sql: string;
  /** What the schema holds beside {@link baseSchema}. */
  readonly given?: string;
  /** The page of the manual, for a form that runs in no transaction: its locks cannot be read from inside. */
  readonly manual?: string;
}

export interface Group {
  readonly title: string;
  readonly forms: readonly Form[];
}

/**
 * What every form meets: `t` with 40 rows, indexes on `n`, `b`, `num` and `ts`, and a foreign key from `a` to `u`; `p`, partitioned by
 * range of `d`, with the partition `p1`; `loose`, a table like a partition of `p`.
 */
export const baseSchema = `
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN plain AS text;
CREATE DOMAIN short AS varchar(10);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN token AS uuid DEFAULT gen_random_uuid();
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION loud() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION calm() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
CREATE TABLE u (id int PRIMARY KEY, name text);
CREATE TABLE t (
  id int PRIMARY KEY, a int NOT NULL CONSTRAINT t_a_fkey REFERENCES u (id), n int, b varchar(10), c text, num numeric(10,2),
  ts timestamp, ts3 timestamp(3), tz timestamptz, j json, k e, ch char(5), net cidr, vb varbit(8), bt bit(4), words varchar(10)[], d date, tm time(3), iv interval(3), sh short
);
CREATE UNIQUE INDEX t_n ON t (n);
CREATE INDEX t_b ON t (b);
CREATE INDEX t_num ON t (num);
CREATE INDEX t_ts ON t (ts);
INSERT INTO u (id, name) SELECT i, 'u' || i FROM generate_series(1, 40) i;
INSERT INTO t (id, a, n, b, c, num, ts, ts3, tz, j, k, ch, net, vb, bt, words, d, tm, iv, sh)
SELECT i, i, i, 'b' || i, i, i, '2024-01-01', '2024-01-01', '2024-01-01', '{}', 'a', 'ch', '10.0.0.0/8', B'101', B'1010', '{x}', '2024-01-01', '10:00', '1 day', 'sh' FROM generate_series(1, 40) i;
CREATE TABLE p (id int NOT NULL, d date NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO p (id, d) SELECT i, '2024-02-01' FROM generate_series(1, 40) i;
CREATE TABLE loose (id int NOT NULL, d date NOT NULL);
INSERT INTO loose (id, d) SELECT i, '2025-02-01' FROM generate_series(1, 40) i;
`;
