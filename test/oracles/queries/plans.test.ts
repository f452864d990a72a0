import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadParser } from "../../../src/languages/sql/parser.ts";
import { readQuery } from "../../../src/languages/sql/queries/read.ts";
import { accessesOf } from "../../../src/model/queries/access.ts";
import { scansOf } from "../../../src/model/queries/scans.ts";
import { foldSql } from "../../model/schema/fold-sql.ts";

/**
 * What `query/filter-indexed` says against what PostgreSQL plans: with sequential scans, hashes and merges made dear, a
 * table is found by a condition on the first key of an index wherever one can serve. One on a later key alone reads the
 * whole index (manual, section 11.3), which PostgreSQL does here only because it may not read the table.
 */
const tables = `
  CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(80), active boolean, region text);
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id), reference text, status text NOT NULL,
    total numeric, placed_at timestamptz, deleted_at timestamptz, tags text[], data jsonb, note text);
  CREATE INDEX ON customers (lower(name));
  CREATE INDEX ON customers USING hash (region);
  CREATE INDEX ON orders (customer_id, placed_at DESC);
  CREATE INDEX ON orders (reference) WHERE deleted_at IS NULL;
  CREATE INDEX ON orders (total) WHERE status = 'open' AND deleted_at IS NULL;
  CREATE INDEX ON orders (note text_pattern_ops);
  CREATE INDEX ON orders USING gin (tags);
  CREATE INDEX ON orders ((data ->> 'kind'));
  CREATE TABLE lines (order_id int, position int, sku text, done boolean NOT NULL, PRIMARY KEY (order_id, position));
  CREATE INDEX ON lines (sku) WHERE done;`;

const queries = [
  "SELECT id FROM orders WHERE id = 1",
  "SELECT id FROM orders WHERE customer_id = 1",
  "SELECT id FROM orders WHERE placed_at > now()",
  "SELECT id FROM orders WHERE customer_id = 1 AND placed_at > now()",
  "SELECT id FROM orders WHERE customer_id = ANY('{1,2}')",
  "SELECT id FROM orders WHERE customer_id IN (1, 2)",
  "SELECT id FROM orders WHERE customer_id IS NULL",
  "SELECT id FROM orders WHERE customer_id <> 1",
  "SELECT id FROM orders WHERE customer_id BETWEEN 1 AND 4",
  "SELECT id FROM orders WHERE reference = 'a'",
  "SELECT id FROM orders WHERE reference = 'a' AND deleted_at IS NULL",
  "SELECT id FROM orders WHERE reference = 'a' AND deleted_at > now()",
  "SELECT id FROM orders WHERE total > 5 AND status = 'open' AND deleted_at IS NULL",
  "SELECT id FROM orders WHERE total > 5 AND status = 'paid' AND deleted_at IS NULL",
  "SELECT id FROM orders WHERE total > 5 AND deleted_at IS NULL",
  "SELECT id FROM orders WHERE status = 'open'",
  "SELECT id FROM orders WHERE note LIKE 'a%'",
  "SELECT id FROM orders WHERE note LIKE '%a'",
  "SELECT id FROM orders WHERE reference LIKE 'a%'",
  "SELECT id FROM orders WHERE tags @> '{a}'",
  "SELECT id FROM orders WHERE data ->> 'kind' = 'a'",
  "SELECT id FROM orders WHERE data ->> 'sort' = 'a'",
  "SELECT id FROM customers WHERE email = 'a'",
  "SELECT id FROM customers WHERE lower(email) = 'a'",
  "SELECT id FROM customers WHERE lower(name) = 'a'",
  "SELECT id FROM customers WHERE name = 'a'",
  "SELECT id FROM customers WHERE region = 'a'",
  "SELECT id FROM customers WHERE region > 'a'",
  "SELECT id FROM customers WHERE email = 'a' OR name = 'b'",
  "SELECT id FROM customers WHERE email || '' = 'a'",
  "SELECT sku FROM lines WHERE order_id = 1",
  "SELECT sku FROM lines WHERE position = 1",
  "SELECT sku FROM lines WHERE position = 1 AND order_id > 4",
  "SELECT position FROM lines WHERE sku = 'a' AND done",
  "SELECT position FROM lines WHERE sku = 'a' AND done = true",
  "SELECT position FROM lines WHERE sku = 'a' AND NOT done",
  "SELECT position FROM lines WHERE sku = 'a'",
  "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = 'a'",
  "SELECT o.id FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.customer_id = 1",
  "SELECT o.id FROM orders o LEFT JOIN lines l ON l.order_id = o.id WHERE o.id = 1",
  "SELECT id FROM customers c WHERE email = 'a' AND EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
  "UPDATE orders SET status = 'late' WHERE customer_id = 1",
  "UPDATE orders SET status = 'late' WHERE placed_at < now()",
  "DELETE FROM lines WHERE order_id = 1",
  "DELETE FROM lines USING orders o WHERE o.id = lines.order_id AND o.customer_id = 1",
  "SELECT id FROM orders WHERE (customer_id = 1 AND status = 'open')",
  "SELECT id FROM orders WHERE NOT (customer_id = 1)",
  "SELECT id FROM orders WHERE customer_id = 1 ORDER BY placed_at DESC LIMIT 10",
];

const database = new PGlite();
beforeAll(async () => {
  await database.exec(tables);
  await database.exec(
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_sort = off;",
  );
  const { rows } = await database.query<{ name: string; key: string }>(
    "SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid, 1, true) AS key FROM pg_index",
  );
  for (const { name, key } of rows) firstKeys.set(name, bare(key));
});
afterAll(() => database.close());

interface Plan {
  readonly "Node Type": string;
  readonly Alias?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly Plan[];
}

/** What the first key of each index is, by the index's name. */
const firstKeys = new Map<string, string>();

/** Plans and definitions differ in their parentheses. */
function bare(expression: string): string {
  return expression.replaceAll(/[()\s]/g, "");
}

/** The aliases that PostgreSQL reads whole: no node of theirs, and none below it, has a condition on an index's first key. */
function wholeIn(plan: Plan, whole: Map<string, boolean>): Map<string, boolean> {
  const below = (node: Plan): boolean =>
    bare(node["Index Cond"] ?? "").includes(firstKeys.get(node["Index Name"] ?? "") ?? "?") ||
    (node.Plans ?? []).some(below);
  if (plan.Alias !== undefined && plan["Node Type"] !== "ModifyTable") whole.set(plan.Alias, !below(plan));
  for (const inner of plan.Plans ?? []) wholeIn(inner, whole);
  return whole;
}

test.each(queries)("%s", async (text) => {
  const { rows } = await database.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`);
  const planned = wholeIn((rows[0] as (typeof rows)[number])["QUERY PLAN"][0].Plan, new Map());
  const history = await foldSql(tables);
  const query = readQuery(
    {
      language: "sql",
      role: "query",
      file: "a.ts",
      text,
      map: [{ inner: 0, outer: 0, length: text.length }],
      holes: [],
    },
    await loadParser(),
  );
  if (query === null) throw new Error(`expected a query of PostgreSQL, found ${text}`);
  const accesses = accessesOf({ query, history, schema: history.schema, inServer: true, certain: true });
  const scans = scansOf(accesses);
  expect(Object.fromEntries(accesses.map((access) => [access.source.alias, scans.includes(access)]))).toEqual(
    Object.fromEntries(planned),
  );
});
