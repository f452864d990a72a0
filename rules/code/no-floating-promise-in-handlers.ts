import { promiseOf } from "../../src/model/code/async/promises.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { calledName } from "../../src/model/code/calls/called-name.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-floating-promise-in-handlers",
  practice: "code/async",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every promise a request starts is awaited, returned, or has somebody to catch its error",
  why: "A promise nobody waits for goes its own way. The answer is sent before the work is done, so that a client which reads at once does not see what it wrote; and when the work fails, no `try` and no error handler is there to meet it: since Node 15 an unhandled rejection ends the process, with every other request in it. The call reads like any other, and works as long as nothing goes wrong.",
  fix: "`await` it; where the answer shall not wait for it, hand it to a queue, or add `.catch()` with what is to happen then",
  tradeoff:
    "Work that may get lost (a usage statistic) may run beside the answer: `void track(…).catch(log)` says so. A `void` alone silences the rule, not the process.",
  references: [
    "https://nodejs.org/api/process.html#event-unhandledrejection",
    "https://nodejs.org/api/cli.html#--unhandled-rejectionsmode",
    "https://typescript-eslint.io/rules/no-floating-promises/",
  ],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const { function: of, route, via } of reach.all()) {
      for (const call of of.calls) {
        const { use, caught } = call.record;
        if (use !== "floating" || caught || promiseOf(call, program) !== "rejects") continue;
        const target = program.targetOf(call);
        const name = target?.record.name ?? calledName(call.record.callee);
        report({
          at: { ...call, at: call.nameAt },
          key: name,
          message: `nobody waits for \`${name}\`, or learns that it failed, when \`${route.method} ${route.path}\` is answered`,
          label: "its promise is dropped",
          related: via ? [{ at: route, label: "the route that runs it" }] : [],
          // A function that everybody calls so was meant to run by itself, and is mended by itself.
          fold: { by: "cause", key: target ? `${target.file} ${target.anchor}` : `${of.anchor} ${name}` },
        });
      }
    }
  },
});
