import type { EnumType, FoldedChange, FoldedStatement, Schema } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { outsideTransaction } from "../../src/model/schema/outside-transaction.ts";
import { transactionsOf, type Transaction } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/enum-value-used-in-transaction",
  practice: "migration/zero-downtime",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a value added to an enum is used in a later transaction",
  why: 'PostgreSQL does not let a transaction use an enum value that it has added itself ("unsafe use of new value"), unless it has made the type as well: the migration fails. Before PostgreSQL 12 ALTER TYPE … ADD VALUE cannot run in a transaction at all.',
  fix: "add the value in one migration, and use it in the next",
  tradeoff: "None: the statement cannot work as it stands.",
  references: ["https://www.postgresql.org/docs/current/sql-altertype.html#SQL-ALTERTYPE-NOTES"],
  check({ history, report }) {
    for (const step of history.steps) {
      if (!step.statements.some(({ statement }) => statement.mentions !== undefined)) continue;
      const transactions = transactionsOf(history, step);
      const added = new Map<
        string,
        { readonly folded: FoldedChange; readonly type: EnumType; readonly transaction: Transaction }[]
      >();
      for (const statement of step.statements) {
        const transaction = transactions.get(statement);
        if (transaction === undefined || statement.statement.certainty !== "certain") continue;
        for (const folded of statement.changes) {
          const { change } = folded;
          if (change.kind !== "add-enum-value" || folded.refusal !== null) continue;
          const type = enumNamed(folded.before, change.name);
          // The values of a type that the transaction makes can be used in it, and one that is there already is not new.
          if (type === undefined || type.values.includes(change.value) || isOfStep(step.before, type)) continue;
          added.set(change.value, [...(added.get(change.value) ?? []), { folded, type, transaction }]);
        }
        for (const value of statement.statement.mentions ?? []) {
          const use = added.get(value)?.find((one) => one.transaction === transaction && usesType(statement, one.type));
          if (use === undefined) continue;
          report({
            at: statement,
            message: `\`${value}\` is used in the transaction that adds it to enum \`${use.type.name}\`: PostgreSQL refuses that`,
            label: "unsafe use of a new value",
            related: [{ at: use.folded, label: "added here" }],
            key: value,
            fold: { by: "cause", key: use.folded.anchor },
            fix:
              transaction.by === "file"
                ? "COMMIT after ADD VALUE, and use the value behind it"
                : history.tool === "drizzle"
                  ? "drizzle-orm runs all pending migrations in one transaction: use the value from a release after the one that adds it"
                  : `use the value in a later migration, or add it outside a transaction: ${outsideTransaction(history)}`,
          });
        }
      }
    }
  },
});

function isOfStep(before: Schema, type: EnumType): boolean {
  return !before.enums().some((known) => known.schema === type.schema && known.name === type.name);
}

/** Whether a statement is about a table that has a column of the type: then the literal most likely is a value of it. */
function usesType(statement: FoldedStatement, type: EnumType): boolean {
  const name = sqlName(type.schema, type.name);
  return statement.changes.some(({ change, before, after }) => {
    if (!("table" in change) || change.table === null) return false;
    const table = after.table(change.table) ?? before.table(change.table);
    const columns = table?.columns.filter((column) => column.type === name || column.type === `${name}[]`) ?? [];
    if (change.kind === "set-default" || change.kind === "add-column")
      return columns.some(
        (column) => column.name === (change.kind === "add-column" ? change.column.name : change.column),
      );
    if (change.kind === "insert")
      return change.columns === null
        ? columns.length > 0
        : columns.some((column) => change.columns?.includes(column.name));
    return columns.length > 0;
  });
}

function enumNamed(
  schema: Schema,
  { schema: written, name }: { readonly schema: string | null; readonly name: string },
): EnumType | undefined {
  const schemas = written === null ? schema.searchPath : [written];
  return schemas.flatMap((one) => schema.enums().find((type) => type.schema === one && type.name === name) ?? [])[0];
}
