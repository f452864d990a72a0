import type { Guard, Route } from "../../src/facts/code.ts";
import type { RelatedPlace } from "../../src/findings/report.ts";
import { isCredentialHeader, isCredentialQuery } from "../../src/model/code/routes/auth/vocabulary.ts";
import { refusesItself } from "../../src/model/code/auth/refuses-itself.ts";
import { nameOf, servedOperations, type Served } from "../../src/model/contract/served.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/auth-matches",
  practice: "cross/contract-first",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an operation asks for credentials in the contract exactly when its route does",
  why: "Reviews, penetration tests and gateways take from the contract who may call what. Where it promises `security` and the route has no guard, everybody reads that it is protected and nobody looks again, while it answers anyone who asks; broken authentication and function level authorization are API2 and API5 of OWASP's list. Where the route asks for credentials and the contract does not say so, generated clients send none and get a 401 that the contract does not know.",
  fix: "put the guard on the route, or say in the document what holds: `security` with the scheme the route asks for, `security: []` where it is public on purpose",
  tradeoff:
    "Where a gateway checks credentials before the request gets here, the code rightly holds no guard: where most operations that promise credentials have no guard, each is reported with less confidence, in `strict` alone.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
  ],
  check(project) {
    const { code, report } = project;
    const program = code.calls();
    const served = servedOperations(project);
    const population = countBy(served);
    const guarded = mostlyGuarded(served);
    for (const each of served) {
      const { document, operation, route } = each;
      const of = population.get(document.file) ?? 1;
      const promised = operation.security.length > 0;
      if (promised && route.auth === "none" && !allowsAnybody(each) && !refusesItself(route, program)) {
        const schemes = [...new Set(operation.security.flatMap((one) => one.schemes.map(({ name }) => `\`${name}\``)))];
        const open = route.declaredPublic === true || isOptional(route);
        report({
          at: route,
          message: `\`${nameOf(each)}\` asks for ${schemes.join(" or ")} in the contract, and its route lets everybody in`,
          label: open ? "lets requests without credentials through" : "no guard on its way",
          related: [{ at: operation.securityAt ?? operation, label: "promised here" }],
          fold: { by: "convention", key: `open ${document.file}`, of },
          ...(guarded.has(document) ? {} : { confidence: "medium" as const }),
        });
      }
      if (!promised && route.auth === "required" && !asksByParameter(each)) {
        const silent = document.securitySchemes.length === 0 || !document.operations.some((one) => one.security.length);
        report({
          at: operation,
          message: silent
            ? `the contract names no credentials at all, and the route of \`${nameOf(each)}\` asks for them`
            : `the route of \`${nameOf(each)}\` asks for credentials, and the contract ${
                operation.securityFrom === "nowhere" ? "asks for none" : "says it is public"
              }`,
          label: operation.securityFrom === "nowhere" ? "no `security` here or for the whole document" : "public here",
          related: guardOf(route),
          fold: silent
            ? { by: "cause", key: `silent ${document.file}` }
            : { by: "convention", key: `guarded ${document.file}`, of },
        });
      }
    }
  },
});

/** `{}` among the alternatives: credentials may be sent and need not be. */
function allowsAnybody({ operation }: Served): boolean {
  return operation.security.some(({ schemes }) => schemes.length === 0);
}

/**
 * A document may ask for a secret as for any other header; and what a caller sends in the body, as the token of a mailed
 * link, no security scheme can name.
 */
function asksByParameter({ operation }: Served): boolean {
  const inBody = operation.requestBody?.contents.flatMap(({ schema }) => schema?.properties ?? []) ?? [];
  return (
    operation.parameters.some((each) => each.in === "header" && each.required && isCredentialHeader(each.name)) ||
    inBody.some(({ name }) => isCredentialQuery(name) || /^refresh_?token$/i.test(name))
  );
}

/**
 * The documents whose promises the code keeps for the most part: what is open then was left open. Where most of them are
 * not kept, credentials are checked before the requests get here, or by a guard that is not understood.
 */
function mostlyGuarded(served: readonly Served[]): ReadonlySet<Served["document"]> {
  const balance = new Map<Served["document"], number>();
  for (const { document, operation, route } of served) {
    if (operation.security.length === 0 || route.auth === "unknown") continue;
    balance.set(document, (balance.get(document) ?? 0) + (route.auth === "required" ? 1 : -1));
  }
  return new Set([...balance].filter(([, more]) => more > 0).map(([document]) => document));
}

function isOptional({ guards }: Route): boolean {
  return guards.some(({ identifies }) => identifies === true);
}

function guardOf(route: Route): readonly RelatedPlace[] {
  const guard = route.guards.find(({ enforces }: Guard) => enforces === "auth");
  const served = { at: route, label: guard ? "served here" : `served here: ${route.authReason}` };
  return guard ? [{ at: guard, label: `\`${guard.name}\` turns away who brings none` }, served] : [served];
}

function countBy(served: readonly Served[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { document } of served) counts.set(document.file, (counts.get(document.file) ?? 0) + 1);
  return counts;
}
