import { alterType } from "../../src/model/schema/alter-type.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { typeOf } from "../../src/model/schema/type-place.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/no-money-type",
  practice: "data/types",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no column has the type money",
  why: 'The type money stores a number and no currency, with the digits that the server\'s lc_monetary setting asks for: restore the dump on a server with another setting and 10.50 dollars are read as 1050 yen, without an error. It rounds at each division, and drivers hand it over as text such as "$1,000.00" that must be parsed again.',
  fix: "use numeric for the amount, and a column of its own for the currency",
  tradeoff:
    "A database that is never moved, of one country's currency, read by reports that print the values as they come, can live with it.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-money.html",
    "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_money",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      for (const column of table.columns) {
        if (column.type !== "money" && column.type !== "money[]") continue;
        const array = column.type.endsWith("[]") ? "[]" : "";
        report({
          at: typeOf(column),
          message: `\`${column.path}\` has the type money`,
          label: "its digits depend on lc_monetary",
          fix: alterType(table, column, `numeric${array}`, true),
        });
      }
    }
  },
});
