import { calledName } from "../../src/model/code/calls/called-name.ts";
import type { Call } from "../../src/model/code/calls/linked.ts";
import { messagesOf } from "../../src/model/code/messages.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/ack-after-work",
  practice: "code/messaging",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a message is acknowledged once its work is done",
  why: "An acknowledgement tells the broker to forget the message. Sent before the work, or by itself with `noAck`, it turns every crash, deployment and failed query in between into a message that is lost, and that nobody will send again.",
  fix: "acknowledge as the last thing the handler does, and reject the message when it fails, so that the broker delivers it again",
  tradeoff: "Where doing it twice is worse than not doing it at all, the acknowledgement comes first, on purpose.",
  references: ["https://www.rabbitmq.com/docs/confirms", "https://cloud.google.com/pubsub/docs/subscription-overview"],
  check({ code, report }) {
    const program = code.calls();
    for (const { call, library, handler, options } of messagesOf(program).consumed) {
      const work = handler.calls.filter(({ record }) => record.use === "awaited");
      const acknowledged = handler.calls.find(
        ({ record }) => /^ack$/.test(calledName(record.callee)) && !record.conditional,
      );
      const after = acknowledged && work.find((each) => each.at.start > acknowledged.at.end && !isAck(each));
      if (acknowledged && after)
        report({
          at: { ...acknowledged, at: acknowledged.nameAt },
          key: "early",
          message: "the message is acknowledged before its work is done",
          label: "the broker forgets it here",
          related: [{ at: { ...after, at: after.nameAt }, label: "can still fail" }],
        });
      const noAck = library === "amqplib" && options ? program.memberOf(options, ["noAck"]) : null;
      const [first] = work;
      if (first && noAck?.is === "value" && noAck.value.value.kind === "literal" && noAck.value.value.value === true)
        report({
          at: { ...call, at: call.nameAt },
          key: "noAck",
          message: "with `noAck` the broker forgets each message as it sends it",
          label: "consumed without acknowledgement",
          related: [{ at: { ...first, at: first.nameAt }, label: "can fail" }],
        });
    }
  },
});

function isAck({ record }: Call): boolean {
  return /^(?:n?ack|reject|close|cancel)$/.test(calledName(record.callee));
}
