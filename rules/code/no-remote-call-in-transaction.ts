import type { Call } from "../../src/model/code/calls/linked.ts";
import { outboundCalls } from "../../src/model/code/outbound/outbound.ts";
import { type Transaction, transactions } from "../../src/model/code/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-remote-call-in-transaction",
  practice: "code/resilience",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no other service is asked while a database transaction is open",
  why: "A transaction holds its connection and its row locks until it ends. Waiting for another service meanwhile, every request that needs those rows or a connection waits as well, and a slow dependency becomes a blocked database. It is no atomic step either: the other side has acted by the time this transaction rolls back.",
  fix: "ask before the transaction begins, or after it has committed; where the call must follow from the commit, write a row to an outbox in the transaction and send from there",
  tradeoff:
    "A call that must not be made twice is sometimes guarded by a row lock on purpose. Then give it a short timeout, and keep everything else out of that transaction.",
  references: [
    "https://microservices.io/patterns/data/transactional-outbox.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html",
    "https://learn.microsoft.com/en-us/azure/architecture/best-practices/transient-faults",
  ],
  check({ code, report }) {
    const program = code.calls();
    const outbound = new Map(outboundCalls(program).map((each) => [each.call, each]));
    const found = new Map<Call, Transaction>();
    for (const transaction of transactions(program))
      for (const call of transaction.calls)
        if (outbound.has(call) && !found.has(call) && call.record.use !== "floating") found.set(call, transaction);
    for (const [call, transaction] of found) {
      report({
        at: { ...call, at: call.nameAt },
        message: `this ${outbound.get(call)?.library ?? "outbound"} call runs while a transaction is open`,
        label: "rows and a connection are held meanwhile",
        related: [{ at: transaction.call, label: "in this transaction" }],
      });
    }
  },
});
