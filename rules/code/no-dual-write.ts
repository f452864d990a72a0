import type { Call, CodeFunction } from "../../src/model/code/calls/linked.ts";
import { databaseWrites } from "../../src/model/code/database/writes.ts";
import { sendingCalls } from "../../src/model/code/messages/senders.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-dual-write",
  practice: "code/messaging",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a change and the message that tells of it are stored together",
  why: "The database and the broker share no transaction. When the process ends, or the broker does not answer, between the write and the message, the row is there and nobody ever learns of it: the order is placed and never shipped. The other way round, a message tells of a row that was rolled back. A retry of the whole makes it twice, and none of it shows in tests, where both always answer.",
  fix: "write the message into an outbox table in the transaction of the change, and let a relay (a poller, or change data capture) publish it from there, at least once",
  tradeoff:
    "Where the message only wakes somebody who finds the work in the table anyway, or a job looks for what was missed, the loss of one costs a delay.",
  references: [
    "https://microservices.io/patterns/data/transactional-outbox.html",
    "https://learn.microsoft.com/en-us/azure/architecture/databases/guide/transactional-outbox-cosmos",
    "https://www.confluent.io/blog/dual-write-problem/",
  ],
  check({ code, report }) {
    const program = code.calls();
    const writes = new Map<CodeFunction, Call[]>();
    for (const { call } of databaseWrites(program)) {
      const list = writes.get(call.function);
      if (list) list.push(call);
      else writes.set(call.function, [call]);
    }
    for (const [call, { library, kind }] of sendingCalls(program)) {
      const written = around(call.function).flatMap((of) => writes.get(of) ?? []);
      const [first] = written;
      if (!first || /outbox/i.test(call.function.name ?? "") || /outbox/i.test(call.file)) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: library,
        message: `${kind === "event" ? "an event" : "a job"} is handed to \`${library}\` beside a database write, and one can succeed without the other`,
        label: "sent here",
        related: [{ at: { ...first, at: first.nameAt }, label: "written here" }],
        fold: { by: "cause", key: `${call.file} ${call.function.anchor}` },
      });
    }
  },
});

/** The function and those it stands in: a callback sends what its function wrote. */
function around(of: CodeFunction): readonly CodeFunction[] {
  const functions: CodeFunction[] = [];
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) functions.push(at);
  return functions;
}
