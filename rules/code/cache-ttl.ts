import { cacheCalls } from "../../src/model/code/caches.ts";
import { calledName } from "../../src/model/code/calls/called-name.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/cache-ttl",
  practice: "code/caching",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what is put into a cache goes out of it by itself",
  why: "An entry without an expiry stays until somebody deletes it. Invalidation is code, and code misses a case: a row changed by a migration, a job or another service leaves the old value in the cache, and it is served for ever. Keys that nobody asks for again stay as well, until Redis has no memory left and, by its default policy `noeviction`, refuses every write of every user of it.",
  fix: 'give it a time to live, as long as a stale value may be borne: `redis.set(key, value, "EX", 300)`, `client.set(key, value, { EX: 300 })`, `new Keyv({ ttl: 300_000 })`',
  tradeoff:
    "Values that cannot change (the content behind a hash) may stay, where the store evicts on its own (`maxmemory-policy allkeys-lru`).",
  references: [
    "https://redis.io/docs/latest/commands/set/",
    "https://redis.io/docs/latest/develop/reference/eviction/",
    "https://learn.microsoft.com/en-us/azure/architecture/best-practices/caching#manage-data-expiration-in-a-cache",
    "https://keyv.org/docs/keyv/#ttl",
  ],
  check({ code, report }) {
    for (const { call, library, expires } of cacheCalls(code.calls())) {
      if (expires !== "no") continue;
      report({
        at: { ...call, at: call.nameAt },
        key: calledName(call.record.callee),
        message: `what \`${library}\` caches here never expires`,
        label: "no time to live",
        fold: { by: "cause", key: call.function.anchor },
      });
    }
  },
});
