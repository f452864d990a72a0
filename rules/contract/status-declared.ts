import type { Operation } from "../../src/facts/api.ts";
import type { Subject } from "../../src/findings/place.ts";
import { nestSuccess } from "../../src/model/code/responses/nest-success.ts";
import { statusesOf } from "../../src/model/code/responses/statuses.ts";
import { nameOf, operationsByHandler, servedOperations, type Served } from "../../src/model/contract/served.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/status-declared",
  practice: "cross/contract-first",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "every status a handler answers with is declared by its operation",
  why: "A client is generated from the statuses the contract lists, with a type for the body of each. One that is not listed ends in the branch for what cannot happen: a 404 becomes an exception without a message, a 202 is read as the finished thing, and a 429 is never waited out. The answer that is missing from the document is nearly always the one that nobody tried by hand.",
  fix: "declare the response in the document, with the body it carries, or answer with one that is declared",
  tradeoff:
    "Teams that describe errors once, in words, leave them out of the operations: declare a `default` response instead, which counts for every status. What middleware answers before the handler runs is not asked for.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#responses-object",
    "https://www.rfc-editor.org/rfc/rfc9110.html#name-status-codes",
    "https://docs.nestjs.com/controllers#status-code",
  ],
  check(project) {
    const { report } = project;
    const all = servedOperations(project);
    const answered = operationsByHandler(all);
    const answers = all.flatMap((served) =>
      served.operation.responses.length === 0 ? [] : answersOf(served, project.code.calls()),
    );
    const population = new Map<string, number>();
    for (const { served, status } of answers) {
      const key = `${served.document.file} ${status}`;
      population.set(key, (population.get(key) ?? 0) + 1);
    }
    for (const { served, status, at, label, sure } of answers) {
      const together = (served.handler && answered.get(served.handler)) ?? [served.operation];
      if (together.some((operation) => isDeclared(operation, status))) continue;
      const key = `${served.document.file} ${status}`;
      report({
        at,
        key: `${nameOf(served)} ${status}`,
        message: `\`${nameOf(served)}\` answers ${status}, which the contract does not declare`,
        label,
        related: [{ at: served.operation, label: declared(served.operation) }],
        fold: { by: "convention", key, of: population.get(key) ?? 1 },
        ...(sure ? {} : { confidence: "medium" as const }),
      });
    }
  },
});

interface Answer {
  readonly served: Served;
  readonly status: number;
  readonly at: Subject;
  readonly label: string;
  /** In the handler itself; what another function throws may depend on arguments that this handler never gives. */
  readonly sure: boolean;
}

/** One for each status, where it stands first. */
function answersOf(served: Served, program: Parameters<typeof statusesOf>[1]): readonly Answer[] {
  const { handler, route, operation } = served;
  if (!handler) return [];
  const found = new Map<number, Answer>();
  for (const { status, call, thrown } of statusesOf(handler, program))
    if (!found.has(status))
      found.set(status, {
        served,
        status,
        at: call,
        label: thrown ? "leaves the handler" : "answered here",
        sure: !thrown || call.function === handler,
      });
  const success = route.framework === "nestjs" ? nestSuccess(operation.method, handler, program) : null;
  if (success !== null && !found.has(success))
    found.set(success, {
      served,
      status: success,
      at: handler,
      label: `Nest answers ${success} when this returns`,
      sure: true,
    });
  return [...found.values()];
}

function isDeclared({ responses }: Operation, status: number): boolean {
  return responses.some(
    ({ status: each }) =>
      each === String(status) || each === "default" || each.toUpperCase() === `${Math.floor(status / 100)}XX`,
  );
}

function declared({ responses }: Operation): string {
  return `declares ${responses.map(({ status }) => status).join(", ")}`;
}
