import { checkouts } from "../../src/model/code/database/checkouts.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/client-released",
  practice: "code/pooling",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a connection taken out of a pool goes back on every path",
  why: "A connection that is not given back is gone from the pool until the process ends. Where only errors skip the release, nothing is seen in tests; in production each failed query takes one connection away, and after as many as the pool holds every request waits for a connection that never comes, until somebody restarts the service.",
  fix: "release it in a `finally` that begins right after it was taken, or let the pool do both (`pool.query(…)`, `dataSource.transaction(…)`)",
  tradeoff:
    "A script that ends anyway need not release what it took. A connection that is returned, stored or handed to somebody else is theirs to release, and the rule leaves it alone.",
  references: [
    "https://node-postgres.com/apis/pool#poolconnect",
    "https://typeorm.io/docs/query-runner#using-query-runner",
    "https://sidorares.github.io/node-mysql2/docs#using-connection-pools",
    "https://cwe.mitre.org/data/definitions/772.html",
  ],
  check({ code, report }) {
    for (const { call, released, skipped } of checkouts(code.calls())) {
      if (released === "always") continue;
      const name = call.record.callee.path.at(-1) ?? "";
      report({
        at: call,
        message:
          released === "never"
            ? `what \`${name}\` takes out of the pool is never released`
            : `what \`${name}\` takes out of the pool is not released when an error is thrown`,
        label: "taken here",
        key: name,
        related: skipped
          ? [
              { at: skipped.by, label: "when this throws" },
              { at: skipped.release, label: "this is never reached" },
            ]
          : [],
      });
    }
  },
});
