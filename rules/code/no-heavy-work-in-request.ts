import { heavyWork } from "../../src/model/code/async/heavy.ts";
import { keepsResult } from "../../src/model/code/requests/kept.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-heavy-work-in-request",
  practice: "code/async",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "work of seconds is handed to a worker, and not done while a client waits",
  why: "A browser that renders a page, a workbook of thousands of rows or a film takes seconds and hundreds of megabytes. Done in the request, it is cut off by whichever proxy loses its patience first, begun again by the client that retries, and lost when the instance is replaced; a few of them at once take the memory or the thread from everybody else.",
  fix: "put a job into a queue, answer 202 with where the result will be, and let a worker with its own limits do it",
  tradeoff: "A service that does nothing else, with a limit on how many it does at once, is such a worker.",
  references: [
    "https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop",
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/async-request-reply",
  ],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const { function: of, route, via } of reach.all()) {
      for (const call of of.calls) {
        const what = heavyWork(call, program);
        if (what === null || reach.chain(of).some((each) => keepsResult(each, program))) continue;
        report({
          at: { ...call, at: call.nameAt },
          key: what,
          message: `${what} while \`${route.method} ${route.path}\` is answered`,
          label: "takes seconds",
          related: via ? [{ at: route, label: "the route that runs it" }] : [],
          fold: { by: "cause", key: `${of.file} ${of.anchor}` },
        });
      }
    }
  },
});
