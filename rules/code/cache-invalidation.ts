import { staleWrites } from "../../src/model/code/caches/stale-writes.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/cache-invalidation",
  practice: "code/caching",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a write takes what is cached of its rows out of the cache",
  why: "A cache that is filled on reading answers with what it holds until the entry expires or somebody removes it. A write that forgets to leaves the old value to be served: the user saves, reloads and sees the form as it was before, a right that was taken away still holds, and a value that was computed from the old one is written back over the new.",
  fix: "delete the key once the write has been committed (`await redis.del(key)`), in the one function that writes these rows",
  tradeoff:
    "Where a value may be as old as its time to live, expiry alone is the simplest invalidation there is. The rule knows rows by the names of models, repositories and tables; a view made of several kinds of rows is not followed.",
  references: [
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/cache-aside",
    "https://redis.io/docs/latest/develop/clients/client-side-caching/",
    "https://docs.aws.amazon.com/whitepapers/latest/database-caching-strategies-using-redis/caching-patterns.html",
  ],
  check({ code, report }) {
    for (const { call, fill, takenOutBy } of staleWrites(code.calls())) {
      const { set, key, entity } = fill;
      report({
        at: { ...call, at: call.nameAt },
        key: entity,
        message: `\`${entity}\` changes here, and what is cached of it under \`${key}\` ${set.expires === "yes" ? "stays until it expires" : "stays"}`,
        label: "no key is deleted with this write",
        related: [
          { at: { ...set.call, at: set.call.nameAt }, label: "cached here" },
          ...(takenOutBy ? [{ at: { ...takenOutBy, at: takenOutBy.nameAt }, label: "taken out here" }] : []),
        ],
        fold: { by: "cause", key: takenOutBy ? `${call.file} ${call.function.anchor}` : `${entity} ${key}` },
      });
    }
  },
});
