import { repeatedAdds } from "../../src/model/code/messages/repeats.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/consumer-idempotent",
  practice: "code/messaging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a message that is delivered twice is done once",
  why: "Brokers and queues deliver at least once: when the handler has done its work and its process ends before the acknowledgement, or takes longer than the broker waits, the same message comes again. A handler that adds rows without looking then adds them a second time: two payments, two shipments, a balance that is wrong. It happens at deployments and under load, and in no test.",
  fix: "store the message's id in the transaction that does its work, under a unique constraint, and do nothing when it is there; or write so that a second time changes nothing (`ON CONFLICT DO NOTHING`, an upsert by a natural key)",
  tradeoff:
    "A unique constraint on what the message is about does it as well, and the code need not show it: then say so in a comment that disables the rule there. Rows that only count or log may be doubled.",
  references: [
    "https://microservices.io/patterns/communication-style/idempotent-consumer.html",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html",
    "https://www.rabbitmq.com/docs/reliability#consumer-side",
  ],
  check({ code, report }) {
    for (const { consumed, call } of repeatedAdds(code.calls())) {
      const { library, destination, handler } = consumed;
      report({
        at: { ...call, at: call.nameAt },
        key: destination ?? library,
        message: `a message${destination === null ? "" : ` of \`${destination}\``} that ${library} delivers twice adds these rows twice`,
        label: "nothing remembers what was done",
        related: [{ at: handler, label: "handles each message" }],
        fold: { by: "cause", key: `${handler.file} ${handler.anchor}` },
      });
    }
  },
});
