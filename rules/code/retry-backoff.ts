import type { RetryRecord } from "../../src/facts/calls.ts";
import { retriedCalls } from "../../src/model/code/outbound/retries.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/retry-backoff",
  practice: "code/resilience",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "who asks another service again waits longer each time, and gives up",
  why: "A service that fails because it has too much to do gets more to do from each client that asks again at once, and from all of them in step when they wait equally long; what would have been a short outage is kept up by the retries. Without a limit a request that can never succeed is sent for as long as the process lives, and whoever waits for it waits as long.",
  fix: "double the wait with each attempt, add a random part, and stop after a few: `await sleep(Math.random() * Math.min(cap, base * 2 ** attempt))`, or leave it to p-retry, async-retry, axios-retry or got, which do so",
  tradeoff:
    "A worker that must get through at start-up may wait for its database without a limit, and a few attempts at a fixed distance do no harm to a service that has one client. Ask again only what may be done twice.",
  references: [
    "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    "https://learn.microsoft.com/en-us/azure/architecture/antipatterns/retry-storm/",
    "https://sre.google/sre-book/addressing-cascading-failures/#xref_cascading-failure_load-shed-graceful-degredation",
  ],
  check({ code, report }) {
    for (const { call, outbound, retry } of retriedCalls(code.calls())) {
      const slip = slipOf(retry);
      if (!slip) continue;
      report({
        at: { ...call, at: call.nameAt },
        message: `this ${outbound.library} call is tried again ${slip}`,
        label: retry.limited ? "until the attempts are used up" : "until it succeeds",
        key: slip,
        ...(outbound.call === call
          ? {}
          : { related: [{ at: outbound.call.nameAt, label: `the ${outbound.library} call` }] }),
      });
    }
  },
});

function slipOf({ limited, wait }: RetryRecord): string | null {
  if (wait === "none") return limited ? "at once" : "at once, without a limit";
  if (!limited) return "without a limit";
  return wait === "constant" ? "after always the same time" : null;
}
