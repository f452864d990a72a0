import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { changeOf } from "./read-sql.ts";

/** Spellings of types; PostgreSQL itself says how `format_type` prints each. */
const spellings = [
  "int",
  "int4",
  "integer",
  "int2",
  "smallint",
  "int8",
  "bigint",
  "pg_catalog.int4",
  "real",
  "float",
  "float4",
  "float8",
  "float(20)",
  "float(30)",
  "double precision",
  "decimal",
  "dec(5)",
  "decimal(10,2)",
  "numeric",
  "bool",
  "boolean",
  "char",
  "char(5)",
  "character(5)",
  "character varying",
  "varchar",
  "varchar(20)",
  "national character varying(7)",
  "nchar(3)",
  "bpchar",
  '"char"',
  "text",
  "name",
  "bytea",
  "uuid",
  "json",
  "jsonb",
  "xml",
  "money",
  "oid",
  "regclass",
  "inet",
  "cidr",
  "macaddr",
  "date",
  "time",
  "time(3)",
  "time with time zone",
  "timetz",
  "time(2) with time zone",
  "timestamp",
  "timestamp(0)",
  "timestamptz",
  "timestamptz(3)",
  "timestamp(6) without time zone",
  "timestamp with time zone",
  "interval",
  "interval(3)",
  "interval year",
  "interval year to month",
  "interval day to second(2)",
  "interval hour",
  "interval minute to second",
  "bit",
  "bit(4)",
  "bit varying",
  "bit varying(9)",
  "varbit(2)",
  "int[]",
  "int[][]",
  "int array",
  "int array[4]",
  "text[3]",
  "varchar(9)[]",
  "timestamptz[]",
  "numeric(10,2)[]",
  "jsonb[]",
  "point",
  "box",
  "circle",
  "tsvector",
  "tsquery",
  "int4range",
  "tstzrange",
  "nummultirange",
  "jsonpath",
  "pg_lsn",
  "mood",
  "mood[]",
  '"Role"',
  '"Role"[]',
  '"user"',
  "cents",
];

test("types are printed as format_type prints them", async () => {
  const database = new PGlite();
  await database.exec(
    `CREATE TYPE mood AS ENUM ('a'); CREATE TYPE "Role" AS ENUM ('b'); CREATE TYPE "user" AS ENUM ('c'); CREATE DOMAIN cents AS int`,
  );
  const sql = `CREATE TABLE t (${spellings.map((type, index) => `c${index} ${type}`).join(", ")})`;
  await database.exec(sql);
  const { rows } = await database.query<{ type: string }>(
    "SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum",
  );
  await database.close();
  const { columns } = await changeOf("create-table", sql);
  expect(columns.map(({ type }, index) => [spellings[index], type.name])).toEqual(
    rows.map(({ type }, index) => [spellings[index], type]),
  );
});

test.each([
  ["serial", { name: "integer", serial: true }],
  ["smallserial", { name: "smallint", serial: true }],
  ["serial8", { name: "bigint", serial: true }],
  ["app.mood[]", { name: "mood[]", schema: "app", base: { schema: "app", name: "mood" }, array: true, serial: false }],
  ["vector(3)", { name: "vector(3)", schema: null }],
  ["geometry(Point, 4326)", { name: "geometry(point,4326)" }],
])("%s", async (spelling, expected) => {
  const { columns } = await changeOf("create-table", `CREATE TABLE t (c ${spelling})`);
  expect(columns[0]?.type).toMatchObject(expected);
});
