import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Query } from "../../../src/facts/queries.ts";
import { relationOf } from "../../../src/model/queries/relations.ts";
import { resolveColumn } from "../../../src/model/queries/resolve.ts";
import { tablesOf } from "../../../src/model/queries/tables.ts";
import type { Schema } from "../../../src/model/schema.ts";
import { foldSql } from "../../model/schema/fold-sql.ts";
import { queries, tables } from "./texts/corpus.ts";
import { readText } from "./texts/read.ts";

/**
 * The tables and columns that are read out of a text against those PostgreSQL looks for: each of them gets another name
 * in turn, and a text must be refused exactly where one of its names is found no more.
 */
let postgres: PGlite;
const read = new Map<string, Query>();

beforeAll(async () => {
  postgres = new PGlite();
  await postgres.exec(tables);
  for (const text of queries) read.set(text, await readText(text));
});
afterAll(() => postgres.close());

async function refused(): Promise<string[]> {
  const found: string[] = [];
  for (const text of queries) {
    try {
      await postgres.exec(`PREPARE q AS ${text}; DEALLOCATE q`);
    } catch {
      found.push(text);
    }
  }
  return found;
}

function missing(query: Query, schema: Schema): boolean {
  return (
    tablesOf(query).some((source) => relationOf(source, schema).is === "missing") ||
    query.blocks.some((block) =>
      block.columns.some((column) => resolveColumn(query, block, column, schema).is === "missing"),
    )
  );
}

/** What PostgreSQL refuses and the resolution leaves as unknown: a name that a source with columns nobody lists may have. */
const silent: ReadonlySet<string> = new Set([
  "SELECT n FROM generate_series(1, 5) AS n WHERE n NOT IN (SELECT position FROM lines)",
]);

const renames = [
  ...["customers", "orders", "lines", "stock.items"].map((table) => [
    `ALTER TABLE ${table} RENAME TO renamed`,
    `ALTER TABLE ${table.replace(/\w+$/, "renamed")} RENAME TO ${table.split(".").at(-1)}`,
  ]),
  ...Object.entries({
    customers: ["id", "email", "name", '"createdAt"', "region"],
    orders: ["id", "customer_id", "status", "total", "placed_at", "deleted_at", "tags", "data", "paid"],
    lines: ["order_id", "position", "sku", "amount"],
    "stock.items": ["sku", "amount", '"order"'],
  }).flatMap(([table, columns]) =>
    columns.map((column) => [
      `ALTER TABLE ${table} RENAME COLUMN ${column} TO renamed`,
      `ALTER TABLE ${table} RENAME COLUMN renamed TO ${column}`,
    ]),
  ),
] as const;

test("PostgreSQL accepts every text, and every name in it is found", async () => {
  const schema = (await foldSql(tables)).schema;
  expect(await refused()).toEqual([]);
  expect(queries.filter((text) => missing(read.get(text) as Query, schema))).toEqual([]);
});

test.each(renames)("%s", async (rename, back) => {
  const schema = (await foldSql(`${tables}\n${rename};`)).schema;
  await postgres.exec(rename);
  const expected = await refused();
  await postgres.exec(back);
  const reported = queries.filter((text) => missing(read.get(text) as Query, schema));
  expect(reported.filter((text) => !expected.includes(text))).toEqual([]);
  expect(expected.filter((text) => !reported.includes(text) && !silent.has(text))).toEqual([]);
});
