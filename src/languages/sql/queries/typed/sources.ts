import type { Node } from "libpg-query";
import type { From, JoinClause } from "pgsql-ast-parser";
import { translateCall } from "./call.ts";
import { string, translateAlias, translateTable } from "./names.ts";
import type { Reading } from "./reading.ts";

/** What FROM lists: there each source carries how it is joined to those before it, here two and two are a join. */
export function translateSources(from: readonly From[] | null | undefined, reading: Reading): Node[] {
  const items: Node[] = [];
  for (const each of from ?? []) {
    const right = source(each, reading);
    const left = each.join ? items.pop() : undefined;
    items.push(left && each.join ? joined(left, right, each.join, reading) : right);
  }
  return items;
}

function source(from: From, reading: Reading): Node {
  if (from.type === "table") return { RangeVar: translateTable(from.name, reading) };
  if (from.type === "call") {
    const { alias } = from;
    const call = translateCall(from, reading);
    return {
      RangeFunction: {
        functions: [{ List: { items: [call] } }],
        ...(alias && { alias: translateAlias(alias.name, alias.columns) }),
      },
    };
  }
  const subquery = reading.query(from.statement);
  return {
    RangeSubselect: {
      ...(from.lateral && { lateral: true }),
      subquery,
      alias: translateAlias(from.alias, from.columnNames),
    },
  };
}

const joins = {
  "INNER JOIN": "JOIN_INNER",
  "LEFT JOIN": "JOIN_LEFT",
  "RIGHT JOIN": "JOIN_RIGHT",
  "FULL JOIN": "JOIN_FULL",
  "CROSS JOIN": "JOIN_INNER",
} as const;

function joined(larg: Node, rarg: Node, { type, on, using }: JoinClause, reading: Reading): Node {
  return {
    JoinExpr: {
      jointype: joins[type],
      larg,
      rarg,
      ...(on && { quals: reading.expression(on) }),
      ...(using && { usingClause: using.map(({ name }) => string(name)) }),
    },
  };
}
