import type { CodeFunction } from "../../src/model/code/calls/linked.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/handler-size",
  practice: "code/design",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a handler reads the request, has the work done, and answers",
  why: "A handler that holds the whole of the work can only be run by a request: no job, no command and no other route can use a part of it, and a test of one rule of the business needs a server and a database. The longer it gets, the more paths lead through it, and the harder it is to see that each of them checks who asks.",
  fix: "move the work into functions that know nothing of HTTP, and leave reading, calling and answering to the handler",
  tradeoff: "A handler that only talks to many parts, one after the other, is long without being hard.",
  references: [
    "https://github.com/goldbergyoni/nodebestpractices#-12-layer-your-components-keep-the-web-layer-within-its-boundaries",
    "https://martinfowler.com/eaaCatalog/serviceLayer.html",
  ],
  options: { calls: count("the most calls a handler may make itself, its callbacks included", 40, 1) },
  check({ code, report, options }) {
    const program = code.calls();
    const seen = new Set<CodeFunction>();
    for (const route of code.routes) {
      const handler = route.handlerAt && program.functionAt(route.handlerAt);
      if (!handler || seen.has(handler)) continue;
      seen.add(handler);
      const calls = program.tables.get(handler.file)?.calls ?? [];
      const inside = calls.filter(({ at }) => at.start >= handler.at.start && at.end <= handler.at.end);
      // What decorators say of it is no part of what it does.
      const said = inside.filter(({ record }) => record.form === "decorator");
      const own = inside.filter(
        (call) => !said.some(({ at }) => at.start <= call.at.start && call.at.end <= at.end),
      ).length;
      if (own <= options.calls) continue;
      report({
        at: route,
        key: "size",
        message: `the handler of \`${route.method} ${route.path}\` makes ${own} calls itself, more than ${options.calls}`,
        label: "served here",
        related: [{ at: handler, label: "the handler" }],
      });
    }
  },
});
