import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/foreign-key-self",
  practice: "data/integrity",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no foreign key refers to its own columns",
  why: "A foreign key from a column to the same column is fulfilled by each row itself. It checks nothing, costs a look-up at every insert, and stands where another one was meant: to a parent column of the same table, or to another table.",
  fix: "drop it, and add the one that was meant",
  tradeoff: "There is none: such a key never refuses anything.",
  references: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  check({ schema, report }) {
    for (const key of schema.foreignKeys()) {
      const { table, references } = key;
      if (key.inherited || references.schema !== table.schema || references.table !== table.name) continue;
      if (key.columns.some((column, at) => column !== references.columns[at])) continue;
      report({
        at: key,
        message: `foreign key \`${key.name}\` refers from \`${key.path}\` to itself`,
        label: "every row fulfils it",
        fix: `ALTER TABLE ${sqlName(table.schema, table.name)} DROP CONSTRAINT ${quoteIdentifier(key.name)}`,
      });
    }
  },
});
