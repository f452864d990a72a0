import { type Answer, answers } from "../../src/model/code/responses/answers.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Fewer say nothing of a custom. */
const ENOUGH = 5;

export default defineRule({
  id: "code/consistent-error-response",
  practice: "code/errors",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "all errors of a server have one shape",
  why: "A client reads what went wrong from one place: `error`, `message`, or `detail`. Where some handlers answer with one and some with another, each call needs its own way to read an error, the one that nobody thought of shows an empty box to the user, and what monitors the clients counts them as unknown.",
  fix: "throw, and let one error handler write the answer for all of them, such as a problem document (RFC 9457)",
  tradeoff: "Routes that follow the protocol of another party (OAuth, SCIM, a webhook) have to answer in its shape.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9457.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
  ],
  check({ code, project, report }) {
    const byService = new Map<string, { answer: Answer; shape: string }[]>();
    for (const answer of answers(code.calls())) {
      const shape = answer.status !== null && answer.status >= 400 ? shapeOf(answer) : null;
      if (shape === null) continue;
      const { root } = project.serviceOf(answer.call.file);
      const known = byService.get(root);
      if (known) known.push({ answer, shape });
      else byService.set(root, [{ answer, shape }]);
    }
    for (const [root, all] of byService) {
      const usual = mostCommon(all.map(({ shape }) => shape));
      if (all.length < ENOUGH) continue;
      for (const { answer, shape } of all) {
        if (shape === usual) continue;
        report({
          at: { ...answer.call, at: answer.call.nameAt },
          key: shape,
          message: `an error is answered as ${shape}, where most are ${usual}`,
          label: "another shape",
          fold: { by: "convention", key: root, of: all.length },
        });
      }
    }
  },
});

/** By the member that tells what went wrong; null where the body is not written there. */
function shapeOf({ body }: Answer): string | null {
  const { value } = body;
  if (value.kind === "literal" || value.kind === "template") return "a bare text";
  if (value.kind !== "object") return null;
  const telling = ["error", "errors", "message", "msg", "detail", "title", "reason", "err"];
  const keys = telling.filter((key) => value.members.some((member) => member.key === key));
  return keys.length === 0 ? null : `\`{ ${keys.join(", ")} }\``;
}

/** Of two equally common ones, the first in order. */
function mostCommon(shapes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const shape of shapes) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted[0]?.[0] ?? "";
}
