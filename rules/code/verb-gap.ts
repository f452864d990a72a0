import { verbGaps } from "../../src/model/code/routes/gaps.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/verb-gap",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every way to change a thing asks for what the other ways to reach it ask for",
  why: "Methods of one path are written at different times, and the guard is copied or forgotten line by line. When `GET` and `PUT` of a path ask for a role and `DELETE` does not, whoever was meant to be kept from reading a thing can destroy it: an attacker tries every method of a path as a matter of course, and a test of the methods that were thought of does not.",
  fix: "put the same guard on this method, or on the path for all of them (`router.route(path).all(guard)`, a guard of the controller)",
  tradeoff:
    "A method that is open on purpose, such as `POST` on a form that everybody may send in, stays so: a public mark or an ignore comment with the reason says that nobody forgot it.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Authorization_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/650.html",
  ],
  check({ code, report }) {
    for (const { route, guard, others } of verbGaps(code.routes)) {
      const [first] = others;
      report({
        at: route,
        key: guard.name,
        message: `\`${route.method} ${route.path}\` lacks \`${guard.name}\`, which the other methods of its path have`,
        label: "without the guard",
        related: first ? [{ at: guard, label: `\`${first.method} ${first.path}\` has it` }] : [],
      });
    }
  },
});
