import { calledName } from "../../src/model/code/calls/called-name.ts";
import { optionOf } from "../../src/model/code/calls/options.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Calls that declare a queue, the argument with its options, and where they name what takes the failed messages. */
const DECLARES: readonly {
  readonly made: RegExp;
  readonly options: number;
  readonly paths: readonly (readonly string[])[];
}[] = [
  {
    made: /^amqplib\.(?:connect\(\)\.create(?:Confirm)?Channel|(?:Confirm)?Channel)\(\)\.assertQueue$/,
    options: 1,
    paths: [
      ["deadLetterExchange"],
      ["deadLetterRoutingKey"],
      ["arguments", "x-dead-letter-exchange"],
      ["exclusive"],
      ["autoDelete"],
    ],
  },
  { made: /^pg-boss(?:\.(?:default|PgBoss))?\(\)\.createQueue$/, options: 1, paths: [["deadLetter"]] },
];

export default defineRule({
  id: "code/dead-letter-queue",
  practice: "code/messaging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a message nobody can handle has a place to go",
  why: "A message that always fails is either put back, and then takes the consumer's time for ever and holds up those behind it, or is dropped, and then nobody knows what was lost. With a dead letter queue it is set aside after some attempts, where somebody can see it, mend the cause and send it again.",
  fix: "name a dead letter exchange or queue where the queue is declared, and raise an alarm when something arrives there",
  tradeoff:
    "RabbitMQ can set it by a policy on the broker, which the code does not show. Messages that are worthless a moment later may be dropped.",
  references: [
    "https://www.rabbitmq.com/docs/dlx",
    "https://www.enterpriseintegrationpatterns.com/patterns/messaging/DeadLetterChannel.html",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const call of program.calls()) {
      const signature = program.signatureOf(call);
      const declares = signature === null ? undefined : DECLARES.find(({ made }) => made.test(signature));
      if (!declares || optionOf(program, call, declares.options, declares.paths) !== "absent") continue;
      const [queue] = call.record.arguments;
      // A queue without a name is one consumer's own, and goes with it; a dead letter queue needs none.
      const name = queue?.kind === "literal" ? String(queue.value) : null;
      if (name !== null && (name === "" || /dead|dlq|dlx|failed|error/i.test(name))) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: name ?? calledName(call.record.callee),
        message: `${name === null ? "a queue" : `the queue \`${name}\``} is declared without a place for messages that fail`,
        label: "no dead letter exchange",
      });
    }
  },
});
