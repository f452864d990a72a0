import type { FoldedChange, FoldedStatement } from "../../src/model/schema.ts";
import { blockingLocks } from "../../src/model/schema/effects/live-effects.ts";
import { transactionsOf } from "../../src/model/schema/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/one-lock-per-transaction",
  practice: "migration/zero-downtime",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a transaction takes strong locks on one live table at most",
  why: "A lock is kept to the end of its transaction: the first table of a migration stays locked while the statements on the others wait and work. And a running transaction that uses the tables in another order than the migration makes a deadlock, which PostgreSQL ends by cancelling one of the two.",
  fix: "split the migration: one for each table that is in use",
  tradeoff:
    "Statements that are instant and run with a short lock_timeout hold their locks for milliseconds, and a migration that is applied whole or not at all is easier to reason about.",
  references: ["https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS"],
  check({ history, report, postgresVersion }) {
    const found: { readonly first: FoldedChange; readonly second: FoldedChange; readonly tables: readonly string[] }[] =
      [];
    let transactions = 0;
    for (const step of history.steps) {
      const inTransaction = transactionsOf(history, step);
      const statementOf = new Map<FoldedChange, FoldedStatement>(
        step.statements.flatMap((statement) => statement.changes.map((change) => [change, statement] as const)),
      );
      const held = new Map<
        unknown,
        { readonly first: FoldedChange; second?: FoldedChange; readonly tables: string[] }
      >();
      for (const { folded, effects } of blockingLocks(step, postgresVersion)) {
        const statement = statementOf.get(folded) as FoldedStatement;
        const transaction = inTransaction.get(statement);
        if (transaction === undefined) continue;
        const group = held.get(transaction) ?? { first: folded, tables: [] };
        held.set(transaction, group);
        const fresh = effects.map(({ table }) => table.path).filter((table) => !group.tables.includes(table));
        if (fresh.length > 0 && group.tables.length > 0 && folded.statement !== group.first.statement)
          group.second ??= folded;
        group.tables.push(...fresh);
      }
      transactions += held.size;
      for (const { first, second, tables } of held.values())
        if (second !== undefined) found.push({ first, second, tables });
    }
    for (const { first, second, tables } of found) {
      report({
        at: second,
        message: `one transaction locks ${tables.length} live tables: ${tables
          .slice(0, 5)
          .map((table) => `\`${table}\``)
          .join(", ")}${tables.length > 5 ? ", …" : ""}`,
        label: "another table is locked here",
        related: [{ at: first, label: "the first one stays locked from here on" }],
        fold: { by: "convention", key: history.name, of: transactions },
      });
    }
  },
});
