import type { Route } from "../../src/facts/code.ts";
import { coverageOf } from "../../src/model/contract/coverage.ts";
import { contracts } from "../../src/model/contract/match.ts";
import { isExempt } from "../../src/model/contract/exempt.ts";
import { keptOut } from "../../src/model/contract/kept-out.ts";
import type { AlignedOperation } from "../../src/model/contract/pairing.ts";
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
      "**/openapi",
      "**/{openapi,swagger}*.{json,yaml,yml}",
      "**/.well-known/**",
      "**/{internal,_internal,__*}/**",
      "**/{favicon.ico,robots.txt}",
      // Where a provider of identity sends the browser back to.
      "**/{oauth,oauth2,saml,sso}/**",
      "**/{oauth,oauth2,callback}",
      "**/{graphql,graphiql,playground}",
    ]),
  },
  check(project) {
    const { code, report, options } = project;
    const program = code.calls();
    const exempt = isExempt(options.exempt);
    const isLeftOut = (route: Route): boolean => exempt(route) || keptOut(route, program) === "hidden";
    for (const { application, total, known, gaps } of coverageOf(contracts(project), isLeftOut)) {
      const [first] = application.pairings;
      for (const { route, nearest, fitsTemplate, inFile } of gaps) {
        const name = `\`${route.method} ${route.path}\``;
        // A document that covers the smaller part is unfinished, and that is one thing to say.
        const unfinished = known * 2 < total && gaps.length > 1;
        report({
          at: route,
          message: unfinished
            ? `the contract knows ${known} of the ${total} routes of \`${application.file}\`; ${name} is not in it`
            : `route ${name} is not in the contract`,
          label: "served here",
          related: nearest
            ? [{ at: nearest.entry.operation, label: labels[nearest.why](nearest.entry) }]
            : first
              ? [{ at: first.document, label: "the contract of this application" }]
              : [],
          fold: unfinished
            ? { by: "cause", key: `unfinished ${application.file}` }
            : { by: "convention", key: `${application.file} ${route.file}`, of: inFile },
          // A reader may well mean `/users/me` by the documented `/users/{id}`, and what is deprecated be left out on purpose.
          ...(fitsTemplate || keptOut(route, program) === "deprecated" ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});

const labels = {
  method: () => "the contract has this path under another method only",
  spelling: ({ method, operation }: AlignedOperation) => `is \`${method} ${operation.path}\` meant?`,
  neighbour: ({ method, operation }: AlignedOperation) =>
    `the nearest the contract has is \`${method} ${operation.path}\``,
};
