import { corsSettings } from "../../src/model/code/transport/cors.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/cors-credentials-wildcard",
  practice: "code/transport",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "answers to requests with cookies can be read by named origins only",
  why: "With `credentials: true` the browser sends the user's cookies along and hands the answer to the page that asked. If the server names whatever origin asks, every site its users visit can read and do, in their name, all that they can. The wildcard `*` is what browsers refuse together with credentials, so that it breaks where it is meant to be generous, and is then often mended by naming everybody.",
  fix: 'list the origins (`origin: ["https://app.example.com"]`), from configuration where they differ by environment; where no cookies are needed, leave `credentials` out',
  tradeoff:
    "An API whose callers never use cookies or HTTP authentication loses nothing by naming every origin; it gains nothing by `credentials: true` either.",
  references: [
    "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html#cross-origin-resource-sharing",
    "https://cwe.mitre.org/data/definitions/942.html",
    "https://expressjs.com/en/resources/middleware/cors.html",
  ],
  check({ code, report }) {
    for (const { call, origins, credentials } of corsSettings(code.calls())) {
      if (!credentials || origins === "other") continue;
      report({
        at: { ...call, at: call.nameAt },
        message:
          origins === "reflected"
            ? "every origin may send the user's cookies and read the answer"
            : "`credentials: true` with the origin `*`: browsers refuse such answers",
        // What stands behind a condition is most often for development, where every origin is the developer's own.
        ...(call.record.conditional ? { confidence: "medium" as const } : {}),
        label: origins === "reflected" ? "the origin that asks is the one that is allowed" : "no origin is named",
      });
    }
  },
});
