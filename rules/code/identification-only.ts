import type { Guard, Route } from "../../src/facts/code.ts";
import { defineRule } from "../../src/rule/define.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

export default defineRule({
  id: "code/identification-only",
  practice: "code/auth",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what finds out who is calling is followed by something that asks for an answer",
  why: "A middleware that decodes a token, sets `req.user` and goes on whatever it found looks like protection from a distance: it is called `auth`, it stands before every route, and reviewers count it. It turns nobody away. Every route behind it has to look at `req.user` itself, and the first one that does not is open to everybody.",
  fix: "put a guard behind it that answers 401 when nobody was found, on all routes but those that are public; or let the middleware itself turn such requests away",
  tradeoff:
    "Routes that show more to those who are signed in need exactly this. The rule speaks of writes that nothing else protects and whose handler was not seen to reject.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://cwe.mitre.org/data/definitions/306.html",
  ],
  check({ code, report }) {
    const byGuard = new Map<string, { guard: Guard; routes: Route[] }>();
    for (const route of code.routes) {
      if (route.auth !== "none" || route.declaredPublic || READS.has(route.method)) continue;
      if (
        /(?:auth|login|sign-?(?:in|up|out)|logout|register|token|password|webhook|callback|verif|session)/i.test(
          route.path,
        )
      )
        continue;
      // On the route itself it is meant to be optional there.
      const guard = route.guards.find(({ identifies, scope }) => identifies && scope !== "route");
      if (!guard) continue;
      const key = `${route.app}\0${guard.name}`;
      const known = byGuard.get(key);
      if (known) known.routes.push(route);
      else byGuard.set(key, { guard, routes: [route] });
    }
    for (const { guard, routes } of byGuard.values()) {
      const [first] = routes;
      report({
        at: guard,
        key: guard.name,
        message: `\`${guard.name}\` finds out who is calling and turns nobody away: ${routes.length} ${routes.length === 1 ? "write has" : "writes have"} nothing else before ${routes.length === 1 ? "it" : "them"}`,
        label: "lets everybody through",
        related: first ? [{ at: first, label: `\`${first.method} ${first.path}\` is one` }] : [],
      });
    }
  },
});
