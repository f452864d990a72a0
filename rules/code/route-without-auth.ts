import type { Guard, Route } from "../../src/facts/code.ts";
import type { RelatedPlace } from "../../src/findings/report.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { flag, list } from "../../src/rule/options.ts";

/** Where nobody can be signed in yet, or where anybody may look. A method before the glob limits it to that method. */
const PUBLIC_PATHS = [
  "/",
  "**/{auth,authenticate,authentication,login,log-in,signin,sign-in,signup,sign-up,register,registration,logout,log-out,signout,sign-out}{,/**}",
  "**/{sso,oauth,oauth2,oidc,saml,openid,callback,token,tokens,refresh,refresh-token,session,nonce,challenge,csrf,captcha}{,/**}",
  "**/*{forgot,reset,recover,verif,confirm,activat,resend,magic,invit,otp}*{,/**}",
  "POST **/{user,users,account,accounts,customer,customers}",
  "**/{health,healthz,health-check,healthcheck,ping,live,livez,liveness,ready,readyz,readiness,status,version,info,metrics}{,/**}",
  "**/{docs,api-docs,swagger,swagger-ui,openapi*,redoc,graphiql,playground}{,/**}",
  "**/{webhook,webhooks,hook,hooks,ipn}{,/**}",
  "**/.well-known/**",
  "**/{public,static,assets,favicon.ico,robots.txt,sitemap.xml}{,/**}",
  "**/{contact,newsletter,subscribe,unsubscribe,feedback,waitlist,analytics,telemetry,track,csp-report}{,/**}",
];

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** How many functions of a handler are searched for an answer of 401. */
const HANDLED = 30;

export default defineRule({
  id: "code/route-without-auth",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a route asks who is calling when the routes beside it do",
  why: "A route that was added without the guard its neighbours have answers everybody: no test fails, for tests send a token anyway, and nothing in the logs looks wrong, until somebody who is not signed in changes or deletes what belongs to others. Broken access control leads OWASP's list because it is this easy to leave out and this hard to see. Reading and writing routes have one severity, since both give away what the guard was for; a route that only reads is more often public on purpose, so the preset `recommended` leaves those out.",
  fix: "put the guard its neighbours have before the handler, or on the router or controller for all of them; where the route is public on purpose, mark it (`@Public()` with a guard that heeds it) or add its path to `publicPaths`",
  tradeoff:
    "Where a gateway or a service mesh authenticates every request before it gets here, the code holds no guards at all and the rule has nothing to say; where it does so for some routes only, name those in `publicPaths`.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://owasp.org/Top10/A01_2021-Broken_Access_Control/",
    "https://cwe.mitre.org/data/definitions/306.html",
    "https://docs.nestjs.com/guards",
    "https://expressjs.com/en/guide/using-middleware.html",
  ],
  options: {
    publicPaths: list(
      "paths that need no credentials, as globs over the path a route is served under; `POST **/users` limits one to a method",
      PUBLIC_PATHS,
    ),
    everyRoute: flag("every route that is not public needs a guard, whatever its neighbours have; reads too"),
  },
  check({ code, report, options }) {
    const isPublic = publicPaths(options.publicPaths);
    const program = code.calls();
    // A handler that answers 401 or 403 itself may check a proof that no guard knows of: a signature, a one-time token.
    const refusesItself = ({ handlerAt }: Route) => {
      const handler = handlerAt && program.functionAt(handlerAt);
      return (
        handler !== null &&
        program
          .reachableFrom(handler, HANDLED)
          .some(({ calls }) =>
            calls.some(({ record }) =>
              record.arguments.some((each) => each.kind === "literal" && (each.value === 401 || each.value === 403)),
            ),
          )
      );
    };
    for (const routes of byApp(code.routes)) {
      // An application without any guard has its reasons: a gateway before it, or nothing to protect.
      if (!options.everyRoute && !routes.some(({ auth }) => auth === "required")) continue;
      const expected = routes.filter((route) => !isPublic(route) && !isOpenOnPurpose(route));
      const guarded = grouped(
        expected.filter(({ auth }) => auth === "required"),
        family,
      );
      const open = grouped(
        expected.filter(({ auth }) => auth === "none"),
        family,
      );
      const said = new Set<string>();
      for (const route of expected) {
        if (route.auth !== "none" || route.method === "OPTIONS") continue;
        // A router mounted at two paths leaves out its guard once.
        const written = JSON.stringify([route.method, route.at, route.handlerAt]);
        if (said.has(written)) continue;
        said.add(written);
        const neighbours = guarded.get(family(route)) ?? [];
        const alike = (open.get(family(route))?.length ?? 0) - 1;
        const stands = neighbours.length >= 2 && neighbours.length >= 2 * alike && !READS.has(route.method);
        report({
          at: route,
          message: `\`${route.method} ${route.path}\` can be called without credentials`,
          label: "no guard on its way",
          related: relatedGuard(
            neighbours.length > 0 ? neighbours : expected.filter(({ auth }) => auth === "required"),
          ),
          confidence: (stands && !refusesItself(route)) || options.everyRoute ? "high" : "medium",
          fold: { by: "convention", key: route.app, of: expected.length },
        });
      }
    }
  },
});

function publicPaths(globs: readonly string[]): (route: Route) => boolean {
  const everyMethod = matchesAny(globs.filter((glob) => !/^[A-Z]+ /.test(glob)));
  const byMethod = new Map<string, string[]>();
  for (const glob of globs) {
    const [, method, path] = /^([A-Z]+) +(.*)$/.exec(glob) ?? [];
    if (method && path) byMethod.set(method, [...(byMethod.get(method) ?? []), path]);
  }
  return ({ method, path }) => {
    const lower = path.toLowerCase();
    // What answers for everything else: a page of the front end, or "not found".
    if (/^\/?(\*|\{\*\w+\})$/.test(path)) return true;
    return everyMethod(lower) || matchesAny(byMethod.get(method) ?? [])(lower);
  };
}

/** The source says so: a public mark its guard heeds, or a guard of its own that lets everybody through. */
function isOpenOnPurpose({ declaredPublic, guards }: Route): boolean {
  return (
    declaredPublic === true ||
    guards.some(({ scope, identifies }) => identifies && (scope === "route" || scope === "controller"))
  );
}

function byApp(routes: readonly Route[]): Iterable<readonly Route[]> {
  return grouped(routes, ({ app }) => app).values();
}

/** Routes of one file under one resource: those that are expected to have the same guard. */
function family({ file, path }: Route): string {
  const resource =
    path
      .split("/")
      .find((segment) => segment !== "" && !/^(?:api|rest|rpc|v\d+(?:\.\d+)?|\{[A-Z0-9_]+\})$/i.test(segment)) ?? "";
  return `${file}\0${resource.toLowerCase().replace(/s$/, "")}`;
}

function grouped(routes: readonly Route[], keyOf: (route: Route) => string): ReadonlyMap<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const group = groups.get(keyOf(route));
    if (group) group.push(route);
    else groups.set(keyOf(route), [route]);
  }
  return groups;
}

/** Where a neighbour has its guard. */
function relatedGuard(neighbours: readonly Route[]): readonly RelatedPlace[] {
  for (const neighbour of neighbours) {
    const guard = neighbour.guards.find(({ enforces }: Guard) => enforces === "auth");
    if (guard) return [{ at: guard, label: `\`${neighbour.method} ${neighbour.path}\` has \`${guard.name}\`` }];
  }
  const [first] = neighbours;
  return first ? [{ at: first, label: `\`${first.method} ${first.path}\` asks for credentials` }] : [];
}
