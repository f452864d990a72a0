import { contracts } from "../../src/model/contract/match.ts";
import { isExempt } from "../../src/model/contract/exempt.ts";
import { NearestPaths } from "../../src/model/contract/nearest.ts";
import { RouteTrie } from "../../src/model/contract/route-trie.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "contract/route-documented",
  practice: "cross/contract-first",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every route the code serves is in the contract",
  why: "What the contract does not name is still reachable, and nobody watches it: generated clients cannot call it, the gateway's rules and the reviews of authentication, limits and personal data pass over it, and the next change breaks a consumer nobody knew of. OWASP lists such endpoints as API9, improper inventory management.",
  fix: "add the operation to the document, or remove the route if nobody needs it",
  tradeoff:
    "Routes for the platform alone (probes, metrics, internal callbacks) need no public contract: name them in the option `exempt`.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/",
    "https://spec.openapis.org/oas/v3.1.1.html#paths-object",
  ],
  options: {
    exempt: list("globs of paths that need no documentation, beside catch-all routes; `/` is the root itself", [
      "/",
      "**/health*",
      "**/health/**",
      "**/{live,livez,liveness,ready,readyz,readiness,ping,heartbeat,metrics}",
      "**/{docs,api-docs,apidocs,swagger,swagger-ui,redoc,reference}{,.json,.yaml}",
      "**/{docs,api-docs,swagger,swagger-ui,redoc}/**",
      "**/{openapi,swagger}*.{json,yaml,yml}",
      "**/.well-known/**",
      "**/{internal,_internal,__*}/**",
      "**/{favicon.ico,robots.txt}",
      "**/{graphql,graphiql,playground}",
    ]),
  },
  check(project) {
    const { report, options } = project;
    const { applications, documented, isServed } = contracts(project);
    const exempt = isExempt(options.exempt);
    for (const application of applications) {
      const [first] = application.pairings;
      if (!first) continue;
      const routes = application.routes.filter(({ route }) => !exempt(route));
      const operations = application.pairings.flatMap((pairing) => pairing.operations);
      const nearest = new NearestPaths(operations);
      const unserved = new NearestPaths(operations.filter(({ operation }) => !isServed(operation)));
      // PUT here and PATCH there, `/user` here and `/users` there is one fault: contract/operation-implemented frames both.
      const missing = routes.filter((shaped) => !documented.has(shaped.route) && !isMeant(unserved.nearest(shaped)));
      const templates = new RouteTrie(operations);
      const covered = routes.length - missing.length;
      // A document that covers the smaller part is unfinished, and that is one thing to say.
      const partial = missing.length > routes.length / 2 && missing.length > 1;
      for (const missed of missing) {
        const { route, method, shape } = missed;
        const near = nearest.nearest(missed);
        const name = `\`${method} ${route.path}\``;
        report({
          at: route,
          message: partial
            ? `the contract knows ${covered} of the ${routes.length} routes of \`${application.file}\`; ${name} is not in it`
            : `route ${name} is not in the contract`,
          label: "served here",
          related: [
            near
              ? {
                  at: near.entry.operation,
                  label: labels[near.why](`${near.entry.method} ${near.entry.operation.path}`),
                }
              : { at: first.document, label: "the contract of this application" },
          ],
          fold: partial
            ? { by: "cause", key: `partial ${application.file}` }
            : {
                by: "convention",
                key: `${application.file} ${route.file}`,
                of: routes.filter((other) => other.route.file === route.file).length,
              },
          // `/users/me` beside a documented `/users/{id}`: a reader may well mean both by it.
          ...(templates.serving(method, shape).length > 0 ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});

function isMeant(near: { readonly why: string } | null): boolean {
  return near?.why === "method" || near?.why === "spelling";
}

const labels = {
  method: () => "the contract has this path under another method only",
  spelling: (name: string) => `is \`${name}\` meant?`,
  neighbour: (name: string) => `the nearest the contract has is \`${name}\``,
};
