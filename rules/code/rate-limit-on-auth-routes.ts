import type { Route } from "../../src/facts/code.ts";
import { limiters } from "../../src/model/code/apps/limiters.ts";
import type { Project } from "../../src/model/project.ts";
import { defineRule } from "../../src/rule/define.ts";

const SIGN_IN =
  /\/(?:login|log-in|signin|sign-in|authenticate|forgot-?password|reset-?password|password-?reset|otp|verify-?(?:otp|code|totp)|mfa|2fa|two-factor|magic-?link|passwordless|users\/login)(?:\/[\w-]+)?$/i;
const LIMITER = /limit|throttl|slow-?down|brute|captcha|turnstile/i;

export default defineRule({
  id: "code/rate-limit-on-auth-routes",
  practice: "code/rate-limits",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "passwords and codes can only be tried so often",
  why: "A route that says whether a password is right will be asked millions of times, with the passwords that leaked elsewhere. A code of six digits falls after an average of half a million tries, in less than an hour at a few hundred a second. And each try costs the server a slow hash, so that even guessing in vain can bring it down.",
  fix: "limit these routes by account and by address (`express-rate-limit`, `@fastify/rate-limit`, `@nestjs/throttler`), in a store all instances share",
  tradeoff:
    "A gateway or a firewall before the server may do it as well as the code: turn the rule off with that reason. Where an identity provider checks the password, the limit is its business.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#protect-against-automated-attacks",
    "https://cwe.mitre.org/data/definitions/307.html",
  ],
  check({ code, project, report }) {
    const limited = limitedServices(project);
    for (const route of code.routes) {
      if (route.method !== "POST" || !SIGN_IN.test(route.path)) continue;
      if (route.guards.some(({ name }) => LIMITER.test(name)) || limited.has(project.serviceOf(route.file).root))
        continue;
      report({
        at: route,
        message: `\`POST ${route.path}\` can be tried without limit`,
        label: "no limiter before it",
        fold: { by: "convention", key: route.app, of: signIns(code.routes, route.app) },
      });
    }
  },
});

function signIns(routes: readonly Route[], app: string): number {
  return routes.filter((route) => route.app === app && route.method === "POST" && SIGN_IN.test(route.path)).length;
}

/** Services whose limiter may stand before every route: of a plugin, a module, or what is imported and made elsewhere. */
function limitedServices(project: Project): ReadonlySet<string> {
  const { code } = project;
  const found = new Set<string>();
  for (const { call, library } of limiters(code.calls()))
    if (/fastify|nestjs/.test(library)) found.add(project.serviceOf(call.file).root);
  for (const { file, imports } of code.modules)
    if (
      imports.some(
        ({ specifier }) =>
          /rate-?limit|throttl/i.test(specifier) &&
          !/^express-rate-limit$|^express-slow-down$/.test(specifier) &&
          !specifier.startsWith("."),
      )
    )
      found.add(project.serviceOf(file).root);
  return found;
}
