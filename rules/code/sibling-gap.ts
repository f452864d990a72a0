import { siblingGaps } from "../../src/model/code/routes/gaps.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/sibling-gap",
  practice: "code/auth",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a write asks for what all the writes beside it ask for",
  why: "Where each route of a resource names its own guard, the one that was added last, or in a hurry, is the one without it. All its siblings show what was meant: three or more writes ask for a role or a permission, and this one lets every caller through who gets that far. No test fails, since tests send the right token anyway.",
  fix: "give it the guard its siblings have, or put that guard on the router or controller, where a new route cannot forget it",
  tradeoff:
    "One write of a resource may well be for more people than the others (leaving a group that only its owner may change): an ignore comment that says so keeps the question from being asked again.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://cwe.mitre.org/data/definitions/862.html",
    "https://docs.nestjs.com/guards#binding-guards",
  ],
  check({ code, report }) {
    for (const { route, guard, others } of siblingGaps(code.routes)) {
      const [first] = others;
      report({
        at: route,
        key: guard.name,
        message: `\`${route.method} ${route.path}\` lacks \`${guard.name}\`, which all ${others.length} other writes beside it have`,
        label: "without the guard",
        related: first ? [{ at: guard, label: `\`${first.method} ${first.path}\` has it` }] : [],
      });
    }
  },
});
