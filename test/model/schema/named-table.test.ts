import { describe, expect, it } from "vitest";
import { idStem, tableNames } from "../../../src/model/schema/named-table.ts";
import { ownTables } from "../../../src/model/schema/own-tables.ts";
import { isRecordOfPast } from "../../../src/model/schema/record-of-past.ts";
import { foldSql } from "./fold-sql.ts";

describe("idStem", () => {
  it.each([
    ["customer_id", ["customer"]],
    ["orderLineId", ["order", "line"]],
    ["customerID", ["customer"]],
    ["id", null],
    ["paid", null],
    ["tag_ids", null],
  ])("%s", (column, stem) => expect(idStem(column)).toEqual(stem));
});

describe("tableNames", () => {
  it("finds a table by what one of its rows is called, beside the asking table first", async () => {
    const { schema } = await foldSql(
      `CREATE SCHEMA old; CREATE TABLE categories (id int); CREATE TABLE "OrderLine" (id int); CREATE TABLE boxes (id int);
       CREATE TABLE old.boxes (id int); CREATE TABLE plan (id int); CREATE TABLE plans (id int); CREATE TABLE old.asks (id int);`,
    );
    const names = tableNames(schema.tables());
    const near = schema.table("boxes");
    const asks = schema.table("old.asks");
    if (near === undefined || asks === undefined) throw new Error("a table is missing");
    expect(names.find(["category"], near)?.path).toBe("categories");
    expect(names.find(["order", "line"], near)?.path).toBe("OrderLine");
    expect(names.find(["line"], near)).toBeUndefined();
    expect(names.find(["box"], near)?.path).toBe("boxes");
    expect(names.find(["box"], asks)?.path).toBe("old.boxes");
    expect(names.find(["category"], asks)?.path).toBe("categories");
    expect(names.find(["plan"], near)).toBeUndefined();
  });
});

describe("ownTables", () => {
  it("leaves out partitions, temporary tables and what tools keep", async () => {
    const { schema } = await foldSql(
      `CREATE TABLE t (id int) PARTITION BY HASH (id); CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
       CREATE TEMP TABLE loaded (id int); CREATE TABLE schema_migrations (version text); CREATE TABLE u (id int);`,
    );
    expect(ownTables(schema).map((table) => table.path)).toEqual(["t", "u"]);
  });
});

describe("isRecordOfPast", () => {
  it.each([
    ["audit_log", true],
    ["OrderHistory", true],
    ["catalog", false],
    ["blogs", false],
  ])("%s: %s", (name, expected) => expect(isRecordOfPast({ name })).toBe(expected));
});
