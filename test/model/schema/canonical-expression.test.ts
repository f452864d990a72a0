import { expect, it } from "vitest";
import { canonicalExpression } from "../../../src/model/schema/canonical-expression.ts";

const types: Readonly<Record<string, string>> = {
  email: "character varying(255)",
  name: "text",
  small: "integer",
  big: "bigint",
  data: "jsonb",
  kind: '"Kind"',
  Mixed: "text",
};

// The right-hand sides are what pg_get_indexdef of PostgreSQL 18 prints.
it.each([
  ["lower(email)", "lower((email)::text)"],
  ["LOWER(name)", "lower(name)"],
  ["lower((name))", "lower(name)"],
  ["COALESCE(small, -1)", "COALESCE(small, '-1'::integer)"],
  ["coalesce(small, big)", "COALESCE((small)::bigint, big)"],
  ["COALESCE(name, '')", "COALESCE(name, ''::text)"],
  ["(data->'a')->>'b'", "(data -> 'a'::text) ->> 'b'::text"],
  ["to_tsvector('english', name)", "to_tsvector('english'::regconfig, name)"],
  [`data->>'a'::"text"`, "data ->> 'a'::text"],
  ['lower("Mixed")', 'lower("Mixed")'],
  ["name || ' ' || email", "(name || ' '::text) || (email)::text"],
])("prints %s as %s", (written, printed) => {
  expect(canonicalExpression(written, (column) => types[column])).toBe(printed);
});

it.each(["unknown_column + 1", "CASE WHEN small > 0 THEN 1 END", "f(VARIADIC name)", "lower(", ""])(
  "leaves %s as it is written",
  (written) => {
    expect(canonicalExpression(written, (column) => types[column])).toBe(written);
  },
);
