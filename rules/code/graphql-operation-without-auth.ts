import type { RelatedPlace } from "../../src/findings/report.ts";
import type { GraphqlOperation } from "../../src/facts/graphql.ts";
import { openOperations } from "../../src/model/code/graphql/siblings.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { defineRule } from "../../src/rule/define.ts";

/** How many functions of a resolver are searched for an error that refuses. */
const SEARCHED = 30;
const REFUSES = /unauth|forbidden|denied|not_?allowed|permission/i;

export default defineRule({
  id: "code/graphql-operation-without-auth",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an operation of GraphQL asks who is calling when the operations beside it do",
  why: "All operations of GraphQL come in at one address, so no proxy and no router can tell the open ones from the others: each resolver is asked, or its guard, scope or directive is. One that was added without is open to everybody who can send a POST, and nothing looks wrong until somebody who is not signed in changes what belongs to others. Queries that answer everybody are more often meant to; the preset `recommended` leaves those out.",
  fix: "put before it what stands before its neighbours (`@UseGuards`, `@Authorized()`, `authScopes`, the same wrapper), or before all of them; where it is public on purpose, mark it (`@Public()` with a guard that heeds it)",
  tradeoff:
    "Where the HTTP server before GraphQL turns away every request without credentials, resolvers need not ask again; then none of them should.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html#access-control",
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://graphql.org/learn/authorization/",
    "https://cwe.mitre.org/data/definitions/306.html",
  ],
  check({ code, project, report }) {
    const program = code.calls();
    const open = openOperations(code.graphql.operations, (file) => project.serviceOf(file).root);
    for (const { operation, guarded, stands, of } of open) {
      report({
        at: operation,
        message: `\`${operation.type}.${operation.name}\` can be asked for without credentials`,
        label: "nothing on its way asks who is calling",
        related: relatedGuard(guarded),
        confidence: stands && !refusesItself(operation, program) ? "high" : "medium",
        fold: { by: "convention", key: project.serviceOf(operation.file).root, of },
      });
    }
  },
});

function relatedGuard(guarded: readonly GraphqlOperation[]): readonly RelatedPlace[] {
  for (const { guards, type, name } of guarded) {
    const guard = guards.find(({ enforces }) => enforces === "auth");
    if (guard) return [{ at: guard, label: `\`${type}.${name}\` has \`${guard.name}\`` }];
  }
  const [first] = guarded;
  return first ? [{ at: first, label: `\`${first.type}.${first.name}\` asks for credentials` }] : [];
}

/** A resolver that throws such an error somewhere may check a proof of its own: a signature, a one-time link. */
function refusesItself({ resolverAt }: GraphqlOperation, program: CallProgram): boolean {
  const resolver = resolverAt && program.functionAt(resolverAt);
  if (!resolver) return false;
  return program.reachableFrom(resolver, SEARCHED).some(({ calls }) =>
    calls.some(({ record }) => {
      const { root, path } = record.callee;
      const name = path.at(-1) ?? ("local" in root ? root.local : "name" in root ? root.name : "");
      if (record.form === "new" && REFUSES.test(name)) return true;
      return record.arguments.some(
        (each) => each.kind === "literal" && typeof each.value === "string" && REFUSES.test(each.value),
      );
    }),
  );
}
