import { answers } from "../../src/model/code/responses/answers.ts";
import type { ValueFact } from "../../src/facts/calls.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-internals-in-response",
  practice: "code/errors",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an answer to a failure tells the caller what to do, not how the server works",
  why: "The stack of an error names files, packages and their versions; its message holds whatever the library that failed put there: a query with its table, the host of a database, a path on the disk. To the caller it says nothing useful. To somebody who looks for a way in it is the map, and it is handed out exactly when something unforeseen happens.",
  fix: "log the error with an id of the request, and answer with a fixed text, a code and that id",
  tradeoff:
    "Errors the application throws for its callers to read (a class of its own with a status) are meant to be shown: the rule speaks of stacks, and of messages sent with status 500 or more. In development a stack on the page is handy: send it behind a check of NODE_ENV.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/209.html",
    "https://www.rfc-editor.org/rfc/rfc9457.html#section-5",
  ],
  check({ code, report }) {
    for (const { call, status, body } of answers(code.calls())) {
      const found = internalsIn(body.value, 0);
      if (!found || (found === "stack" && call.record.conditional)) continue;
      if (found === "message" && (status === null || status < 500)) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: found,
        message:
          found === "stack"
            ? "the stack of an error is sent to the caller"
            : `the message of an unforeseen error is sent to the caller, with status ${status}`,
        label: "shows how the server works inside",
      });
    }
  },
});

function internalsIn(value: ValueFact, depth: number): "stack" | "message" | null {
  if (depth > 3) return null;
  if (value.kind === "object") {
    const inner = value.members.map((member) => internalsIn(member.value, depth + 1));
    return inner.includes("stack") ? "stack" : (inner.find((each) => each !== null) ?? null);
  }
  if (value.kind === "template") return value.holes.map((hole) => internalsIn(hole, depth + 1)).find(Boolean) ?? null;
  if (value.kind === "binary" && value.operator === "+")
    return internalsIn(value.left, depth + 1) ?? internalsIn(value.right, depth + 1);
  if (value.kind === "choice" && (value.operator === "||" || value.operator === "??"))
    return value.options.map((option) => internalsIn(option, depth + 1)).find(Boolean) ?? null;
  if (value.kind !== "ref") return null;
  const { root, path } = value.ref;
  // The variable of a `catch`, or the error a handler is given.
  if (root.kind !== "other" && root.kind !== "parameter") return null;
  const last = path.at(-1);
  return last === "stack" ? "stack" : last === "message" && path.length === 1 ? "message" : null;
}
