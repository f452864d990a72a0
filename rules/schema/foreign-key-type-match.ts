import { sameKeyType } from "../../src/model/schema/comparable-types.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/foreign-key-type-match",
  practice: "data/integrity",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a foreign key has the type of what it refers to",
  why: "PostgreSQL accepts a foreign key of another type as long as the two can be compared. An integer key into a bigint column fails the day the referenced ids outgrow it, with every insert refused; and between some types, numeric and integer among them, each check casts and cannot use the index as it is.",
  fix: "give the referencing column the referenced column's type",
  tradeoff:
    "A bigint column that refers to an integer one does no harm beyond its four bytes: it is often the first half of a widening that is under way.",
  references: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  check({ schema, report }) {
    for (const key of schema.foreignKeys()) {
      if (key.inherited) continue;
      const target = schema.table({ schema: key.references.schema, name: key.references.table });
      for (const [at, name] of key.columns.entries()) {
        const column = key.table.column(name);
        const referenced = target?.column(key.references.columns[at] ?? "");
        if (column === undefined || referenced === undefined || sameKeyType(column.type, referenced.type) !== false)
          continue;
        report({
          at: { at: column.typeAt, anchor: column.anchor, within: key.table.at },
          key: key.name,
          message: `\`${column.path}\` is ${column.type} and refers to \`${referenced.path}\`, which is ${referenced.type}`,
          label: column.type,
          related: [{ at: { at: referenced.typeAt, anchor: referenced.anchor }, label: referenced.type }],
          fix: `ALTER TABLE ${sqlName(key.table.schema, key.table.name)} ALTER COLUMN ${quoteIdentifier(name)} TYPE ${referenced.type}; on a large table this rewrites it under a lock, so fill a new column instead`,
        });
      }
    }
  },
});
