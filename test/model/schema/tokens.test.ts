import { expect, it } from "vitest";
import { columnNames, renameColumn, tokens, withoutOwnTable } from "../../../src/model/schema/tokens.ts";

it("keeps strings, quoted names and comments whole", () => {
  expect(tokens(`a = 'it''s' /* b */ AND "C d" <> E'\\'' -- e\n || $x$ f $x$`).map((token) => token.text)).toEqual([
    "a",
    "=",
    "'it''s'",
    "AND",
    '"C d"',
    "<>",
    "E'\\''",
    "||",
    "$x$ f $x$",
  ]);
});

it("finds names that may be columns: no function, no type, no qualifier", () => {
  expect([...columnNames("lower(t.email)::text = 'name' AND \"Age\" > 3")]).toEqual(["email", "and", "Age"]);
});

it("renames a column and leaves strings, functions and types alone", () => {
  expect(renameColumn("price > 0 AND price(price) <> 'price' AND x::price IS NULL", "price", '"net price"')).toBe(
    `"net price" > 0 AND price("net price") <> 'price' AND x::price IS NULL`,
  );
});

it("ends on a text that is cut in half", () => {
  expect(tokens(`a = 'never closed`).at(-1)?.text).toBe("closed");
});

it("leaves out the name of the expression's own table, and no other word that looks like it", () => {
  expect(
    withoutOwnTable(
      `shop.orders.total > orders.paid AND orders <> 'orders.total' AND other.orders.total > 0 AND "orders".orders > 0`,
      "shop",
      "orders",
    ),
  ).toBe(`total > paid AND orders <> 'orders.total' AND other.orders.total > 0 AND orders > 0`);
});
