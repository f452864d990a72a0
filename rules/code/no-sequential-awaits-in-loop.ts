import { askedOneByOne } from "../../src/model/code/async/one-by-one.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-sequential-awaits-in-loop",
  practice: "code/async",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what does not depend on each other is asked for together",
  why: "An `await` in a loop asks for the next item only when the last answer is there: twenty items at 200 ms are four seconds in which a client waits and nothing is done. The number of items grows with the data, so that a route that was quick in development runs into the proxy's timeout for the customers with the most of them.",
  fix: "ask for a bounded number at once (`p-map` with `concurrency`, or `Promise.all` over lots), or use an operation of the other side that takes many",
  tradeoff:
    "Where the other side limits its rate, where order matters, or where the list has two items, one by one is right. `Promise.all` over a list without a bound only moves the problem to the other side.",
  references: [
    "https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/all",
    "https://eslint.org/docs/latest/rules/no-await-in-loop",
    "https://github.com/sindresorhus/p-map",
  ],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const { call, outbound } of askedOneByOne(program)) {
      const reached = reach.of(call.function);
      if (!reached) continue;
      const { route, via } = reached;
      report({
        at: { ...call, at: call.nameAt },
        key: outbound.library,
        message: `each turn waits for ${outbound.library} before the next one asks, while \`${route.method} ${route.path}\` is answered`,
        label: "one by one",
        related: [
          ...(outbound.call === call
            ? []
            : [{ at: { ...outbound.call, at: outbound.call.nameAt }, label: "asks another system" }]),
          ...(via ? [{ at: route, label: "the route that runs it" }] : []),
        ],
        fold: { by: "cause", key: `${call.file} ${call.function.anchor}` },
      });
    }
  },
});
