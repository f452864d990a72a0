import { logCalls } from "../../src/model/code/logging/logs.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/log-with-context",
  practice: "code/logging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an error in the log says what failed, and for which thing",
  why: '`logger.error("could not save")` is read at night by somebody who needs to know why and for whom. Without the error there is no cause and no stack; without an id there is nothing to look up, and a hundred such lines may be one user or a hundred.',
  fix: 'pass the error and the ids as fields: `logger.error({ err, orderId }, "could not save the order")`',
  tradeoff:
    "A line that the logger's own context already completes (a child logger with the id of the request) may need no more; the error it still does.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#event-attributes",
    "https://getpino.io/#/docs/api?id=mergingobject-object",
    "https://opentelemetry.io/docs/specs/otel/logs/data-model/",
  ],
  check({ code, project, report }) {
    const errors = logCalls(code.calls()).filter(
      ({ method, console }) => !console && /^(?:error|fatal|critical)$/.test(method),
    );
    const population = new Map<string, number>();
    for (const { call } of errors) {
      const { root } = project.serviceOf(call.file);
      population.set(root, (population.get(root) ?? 0) + 1);
    }
    for (const { call } of errors) {
      const given = call.record.arguments;
      if (call.record.spread || given.length === 0 || given.some((value) => value.kind !== "literal")) continue;
      const { root } = project.serviceOf(call.file);
      report({
        at: { ...call, at: call.nameAt },
        key: given.map((value) => (value.kind === "literal" ? String(value.value) : "")).join(" "),
        message: "an error is logged as a fixed text, without the error or what it is about",
        label: "no cause, no id",
        fold: { by: "convention", key: root, of: population.get(root) ?? 0 },
      });
    }
  },
});
