import { openSagas } from "../../src/model/code/outbound/sagas.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/saga-compensation",
  practice: "code/messaging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what was changed in one system is undone when the next one fails",
  why: "Two systems share no transaction. When the payment has been taken and the order cannot be placed, nothing rolls the payment back: the customer has paid for nothing, and the caller who gets an error tries again and pays twice. Each step of such a sequence needs the step that undoes it, and somebody who runs it.",
  fix: "undo the first step when the second one fails (refund, cancel, delete), or make it a saga: store which steps are done, and let a worker go on or undo them until it has succeeded",
  tradeoff:
    "Steps that may be repeated with the same key (`Idempotency-Key`) need no undoing where the caller surely comes again. A step that only tells somebody is no change worth undoing.",
  references: [
    "https://microservices.io/patterns/data/saga.html",
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/compensating-transaction",
    "https://www.cs.cornell.edu/andru/cs711/2002fa/reading/sagas.pdf",
  ],
  check({ code, report }) {
    for (const { done, system, next, nextSystem } of openSagas(code.calls())) {
      report({
        at: { ...next, at: next.nameAt },
        key: `${system} ${nextSystem}`,
        message: `when \`${nextSystem}\` fails here, what \`${system}\` did stays done`,
        label: "can fail",
        related: [{ at: { ...done, at: done.nameAt }, label: "done by then, and nothing undoes it" }],
        fold: { by: "cause", key: `${next.file} ${next.function.anchor}` },
      });
    }
  },
});
