import { expect, test } from "vitest";
import { foldSql } from "./fold-sql.ts";

async function sequences(...texts: readonly string[]) {
  const history = await foldSql(...texts);
  return history.schema
    .sequences()
    .map((sequence) => [
      sequence.path,
      sequence.type,
      sequence.columns.map((column) => `${column.path} ${column.type}`),
    ]);
}

test("a serial's sequence keeps its type when the column grows, an identity's grows with it", async () => {
  expect(
    await sequences(
      "CREATE TABLE a (id serial); CREATE TABLE b (id smallserial); CREATE TABLE c (id bigserial); CREATE TABLE d (id int GENERATED ALWAYS AS IDENTITY)",
      "ALTER TABLE a ALTER COLUMN id TYPE bigint; ALTER TABLE b ALTER id TYPE int; ALTER TABLE d ALTER id TYPE bigint",
    ),
  ).toEqual([
    ["a_id_seq", "integer", ["a.id bigint"]],
    ["b_id_seq", "smallint", ["b.id integer"]],
    ["c_id_seq", "bigint", ["c.id bigint"]],
    ["d_id_seq", "bigint", ["d.id bigint"]],
  ]);
});

test("a sequence of its own counts in what it says, and serves who draws from it", async () => {
  expect(
    await sequences(
      "CREATE SEQUENCE s; CREATE SEQUENCE app.n AS integer; CREATE TABLE a (id bigint DEFAULT nextval('s'), other bigint); CREATE TABLE b (id int DEFAULT nextval('s'::regclass))",
      "ALTER SEQUENCE app.n AS smallint; ALTER SEQUENCE app.n OWNED BY a.other",
    ),
  ).toEqual([
    ["s", "bigint", ["a.id bigint", "b.id integer"]],
    ["app.n", "smallint", []],
  ]);
});
