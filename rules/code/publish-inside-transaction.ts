import { messagesOf } from "../../src/model/code/messages.ts";
import { transactions } from "../../src/model/code/transactions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/publish-inside-transaction",
  practice: "code/messaging",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "no message leaves while the transaction it tells of is open",
  why: "A broker does not wait for the commit. The consumer may read the row before it is there, and find nothing; and when the transaction is rolled back after all, by a constraint at its end or a lost connection, the message has told everybody of something that never happened. The transaction also holds its locks and its connection for as long as the broker takes to answer.",
  fix: "write the message to an outbox table inside the transaction, and publish it from there once it is committed; or publish after the commit",
  tradeoff:
    "A queue that lives in the same database and is given the same transaction (pg-boss with `db`) commits with it.",
  references: [
    "https://microservices.io/patterns/data/transactional-outbox.html",
    "https://docs.bullmq.io/patterns/failing-fast-when-redis-is-down",
  ],
  check({ code, report }) {
    const program = code.calls();
    const published = new Map(messagesOf(program).published.map((each) => [each.call, each]));
    for (const { call: opened, calls } of transactions(program)) {
      for (const call of calls) {
        const sent = published.get(call);
        if (!sent || sent.library === "pg-boss") continue;
        report({
          at: { ...call, at: call.nameAt },
          key: sent.library,
          message: `a message goes to \`${sent.library}\` while a transaction is open that may still be rolled back`,
          label: "sent before the commit",
          related: [{ at: { ...opened, at: opened.nameAt }, label: "the transaction begins here" }],
          fold: { by: "cause", key: `${call.file} ${call.anchor}` },
        });
      }
    }
  },
});
