import { limiters } from "../../src/model/code/apps/limiters.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/rate-limit-store-shared",
  practice: "code/rate-limits",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "all instances of a server count requests together",
  why: "A limiter that counts in memory counts for one process. With four instances behind a balancer a caller has four times the limit, and after each deployment the whole of it anew: who guesses passwords needs only to wait for the next release, or to be sent to another instance, which happens by itself.",
  fix: "give the limiter a store all instances share, such as Redis (`rate-limit-redis`, `redis` of `@fastify/rate-limit`)",
  tradeoff:
    "A server that will only ever run as one process counts rightly in memory; so does one whose proxy limits requests before they arrive.",
  references: [
    "https://express-rate-limit.mintlify.app/reference/stores",
    "https://github.com/fastify/fastify-rate-limit#options",
    "https://docs.nestjs.com/security/rate-limiting#storages",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  check({ code, report }) {
    for (const { call, library, store } of limiters(code.calls())) {
      if (store !== "memory") continue;
      report({
        at: { ...call, at: call.nameAt },
        key: library,
        message: `\`${library}\` counts in the memory of each process`,
        label: "no shared store",
      });
    }
  },
});
