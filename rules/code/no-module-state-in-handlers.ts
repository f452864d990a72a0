import { requestReach } from "../../src/model/code/requests/reach.ts";
import { stateChanges } from "../../src/model/code/state/module-state.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-module-state-in-handlers",
  practice: "code/stateless",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a request leaves nothing in the memory of the process that a later one needs",
  why: "A table in a module belongs to one process. What one request puts there, the next one finds only if the same instance answers it: with two instances a sign-in, a code or a basket is there half of the time. Every deployment empties it. And a table that only grows takes the memory of the process with it.",
  fix: "keep it where all instances look: the database, Redis, a signed token",
  tradeoff:
    "What may be forgotten at any time and is asked for again (a cache, a counter of metrics) may stay, when something bounds it.",
  references: [
    "https://12factor.net/processes",
    "https://learn.microsoft.com/en-us/azure/well-architected/reliability/scaling",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const { function: of, route } of requestReach(program, code.routes).all()) {
      for (const { name, declaredAt, at, key } of stateChanges(of, program)) {
        report({
          at,
          anchor: `typescript:${of.file}#${name}`,
          key: of.anchor,
          message: `\`${route.method} ${route.path}\` keeps something in \`${name}\`, which other instances do not see`,
          label: "kept in this process",
          related: [{ at: declaredAt, label: "declared here" }],
          fold: { by: "cause", key },
        });
      }
    }
  },
});
