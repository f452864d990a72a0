import type { Guard, Route } from "../../src/facts/code.ts";
import { guardName } from "../../src/model/code/routes/settled-guards.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/unknown-guard",
  practice: "code/auth",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what stands before a route is known to turn strangers away, or known not to",
  why: "Who may call a route is read from what its middleware and guards do with a request that carries no credentials. Where one of them is a package's, is made at run time, or leans on what the source does not show, nobody can say: its routes are neither open nor closed, and the rules on authentication are silent about them. One line of configuration settles it for all of them, and from then on a route that is left without it is found.",
  fix: "say in the configuration what it does",
  tradeoff:
    "A middleware that does several things (a tenant, a language, a session) may turn strangers away on some routes only. Then no one line says it: leave it unknown, and split it when you can.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Authorization_Cheat_Sheet.html",
  ],
  check({ code, report }) {
    const routes = new Map<string, { readonly guard: Guard; readonly routes: Route[] }>();
    for (const route of code.routes) {
      if (route.auth !== "unknown") continue;
      for (const guard of route.guards) {
        if (guard.enforces !== "unknown") continue;
        const name = guardName(guard.name);
        // A function without a name cannot be named in a configuration.
        if (!/^[\w$.]+$/.test(name)) continue;
        const known = routes.get(name);
        if (known) known.routes.push(route);
        else routes.set(name, { guard, routes: [route] });
      }
    }
    for (const [name, { guard, routes: before }] of routes) {
      const [first] = before as [Route];
      const count = before.length === 1 ? "1 route" : `${before.length} routes`;
      report({
        at: guard,
        message: `whether \`${name}\` turns away requests without credentials is not known: ${count} ${before.length === 1 ? "is" : "are"} neither open nor closed`,
        label: first.authReason.replace(/^`[^`]+`: /, ""),
        key: name,
        related: [{ at: first, label: `\`${first.method} ${first.path}\` stands behind it` }],
        fix: `add to the configuration \`"guards": { "${name}": true }\` if it does, and \`false\` if it does not`,
      });
    }
  },
});
