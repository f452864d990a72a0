import { matchesAny } from "../../src/model/globs.ts";
import { calledName } from "../../src/model/code/calls/called-name.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/audit-on-mutation",
  practice: "code/logging",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every route that changes something writes to the audit trail",
  why: "An audit trail answers who changed what, and when, long after the logs are gone; it is asked for when money is missing, an account was taken over, or an auditor comes. One route that does not write to it is the one that will be asked about, and what was not written cannot be had later.",
  fix: "call the audit function in the handler or in the service it calls, best in the transaction of the change",
  tradeoff:
    "Says nothing until `functions` names what writes to your trail; where the database writes it (triggers), the code has nothing to do.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#which-events-to-log",
    "https://owasp.org/Top10/A09_2021-Security_Logging_and_Monitoring_Failures/",
  ],
  options: {
    functions: list(
      "the functions that write to the audit trail, by the name they are called by: `audit`, `recordEvent`",
    ),
    ignorePaths: list("routes that change nothing worth a trail, as globs over their paths"),
  },
  check({ code, report, options }) {
    if (options.functions.length === 0) return;
    const audits = new Set(options.functions);
    const isIgnored = matchesAny(options.ignorePaths);
    const program = code.calls();
    const changing = code.routes.filter(
      ({ method, path }) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method) && !isIgnored(path),
    );
    for (const route of changing) {
      const handler = route.handlerAt && program.functionAt(route.handlerAt);
      if (!handler) continue;
      const audited = program
        .reachableFrom(handler)
        .some(
          ({ calls, record }) =>
            audits.has(record.name ?? "") || calls.some((call) => audits.has(calledName(call.record.callee))),
        );
      if (audited) continue;
      report({
        at: route,
        key: "audit",
        message: `\`${route.method} ${route.path}\` changes something and leaves no audit trail`,
        label: "served here",
        fold: { by: "convention", key: route.app, of: changing.length },
      });
    }
  },
});
