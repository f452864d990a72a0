import { alterType } from "../../src/model/schema/alter-type.ts";
import { moneyName } from "../../src/model/schema/money-names.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { typeOf } from "../../src/model/schema/type-place.ts";
import { defineRule } from "../../src/rule/define.ts";

const floats: ReadonlySet<string> = new Set(["real", "double precision"]);

export default defineRule({
  id: "schema/no-float-money",
  practice: "data/types",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "amounts of money are exact numbers",
  why: "real and double precision hold binary fractions: 0.10 is none, so it is stored as the nearest one, and sums of such values drift. An invoice is then a cent off, two reports of one month disagree, and `WHERE balance = 0` finds nothing. The digits were never stored and cannot be won back later.",
  fix: "use numeric, or whole units of the smallest coin in a bigint",
  tradeoff:
    "Prices that are only ever looked at, such as market data that feeds a chart or a model, lose nothing by a float and are faster to sum.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT",
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL",
  ],
  check({ schema, history, report }) {
    const columns = ownTables(schema).flatMap((table) =>
      table.columns.map((column) => ({ table, column, named: moneyName(column.name) })),
    );
    const money = columns.filter(({ column, named }) => named !== null && isNumber(column.type));
    for (const { table, column, named } of money) {
      if (named === null || !floats.has(column.type)) continue;
      report({
        at: typeOf(column),
        message: `\`${column.path}\` keeps money as ${column.type}`,
        label: "a binary fraction",
        confidence: named,
        fold: {
          by: "convention",
          key: `${history.name} ${named}`,
          of: money.filter((other) => other.named === named).length,
        },
        fix: `${alterType(table, column, "numeric")}; on a large table this rewrites it under a lock, so fill a new column instead`,
      });
    }
  },
});

function isNumber(type: string): boolean {
  return floats.has(type) || type.startsWith("numeric") || type === "integer" || type === "bigint" || type === "money";
}
