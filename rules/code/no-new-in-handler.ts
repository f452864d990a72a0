import { requestReach } from "../../src/model/code/requests/reach.ts";
import { defineRule } from "../../src/rule/define.ts";

/** What classes are called that do work for others, and hold nothing of one request. */
const SERVICE = /(?:Service|Repository|Gateway|Client|Provider|Mailer|UseCase|Dao|Adapter)$/;

export default defineRule({
  id: "code/no-new-in-handler",
  practice: "code/design",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "handlers are given the services they use",
  why: "A handler that constructs its service decides which one it is: a test cannot give it another, and neither can a second use of the same code. What the service keeps (a connection, a cache, a limit) is made anew with every request, and is gone with it.",
  fix: "construct the service once where the application is put together, and hand it to the module that registers the routes, or have the framework inject it",
  tradeoff: "A class that holds the user or the transaction of one request is made for that request on purpose.",
  references: [
    "https://martinfowler.com/articles/injection.html",
    "https://docs.nestjs.com/providers#dependency-injection",
  ],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const { function: of, via, route } of reach.all()) {
      if (via) continue;
      for (const call of of.calls) {
        const origin = call.record.form === "new" ? program.originOf(call) : null;
        if (origin?.kind !== "class" || origin.path.length > 0) continue;
        const { name } = origin.class.record;
        // One that is given something of the request is made for it.
        if (name === null || !SERVICE.test(name) || call.record.arguments.length > 0) continue;
        report({
          at: { ...call, at: call.nameAt },
          key: name,
          message: `the handler of \`${route.method} ${route.path}\` makes its own \`${name}\``,
          label: "made for each request",
          fold: { by: "cause", key: name },
        });
        break;
      }
    }
  },
});
