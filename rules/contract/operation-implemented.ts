import { contracts } from "../../src/model/contract/match.ts";
import { NearestPaths } from "../../src/model/contract/nearest.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/operation-implemented",
  practice: "cross/contract-first",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every operation the contract promises is served by a route",
  why: "A consumer writes against the contract, and learns in production that the answer is 404 or 405. It happens when a path is renamed on one side only, when a route is removed and the document is not, and when a method differs. Each side passes its own linter, because each is consistent with itself.",
  fix: "serve the operation, or remove it from the document (deprecate it first if anyone may call it)",
  tradeoff:
    "Contract-first teams publish an operation before it is built: keep those in a document of their own, or ignore each with its reason.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#paths-object",
    "https://www.rfc-editor.org/rfc/rfc9110.html#name-404-not-found",
  ],
  check(project) {
    const { api, report } = project;
    const { servers, isServed, documented } = contracts(project);
    for (const document of api.documents) {
      const applications = servers(document);
      if (applications.length === 0) continue;
      const routes = applications.flatMap((application) => application.routes);
      // A route that no operation names is likelier to be the one that was meant.
      const [unnamed, any] = [
        new NearestPaths(routes.filter(({ route }) => !documented.has(route))),
        new NearestPaths(routes),
      ];
      const served = document.operations.filter(isServed).length;
      const blind = applications.some((application) => application.unknown.length > 0);
      // A contract of which half or more is not served here is a draft, or that of a whole system: what is missing may be elsewhere.
      const share = served / document.operations.length;
      const aligned = new Map(
        applications.flatMap(({ pairings }) =>
          pairings.flatMap(({ operations }) => operations.map((found) => [found.operation, found] as const)),
        ),
      );
      for (const operation of document.operations) {
        if (isServed(operation)) continue;
        const wanted = aligned.get(operation);
        if (
          !wanted ||
          applications.some(({ pairings }) =>
            pairings.some((pairing) => pairing.routes.catching(wanted.method, wanted.shape).length > 0),
          )
        )
          continue;
        const meant = unnamed.nearest(wanted);
        const near = meant && meant.why !== "neighbour" ? meant : any.nearest(wanted);
        const isMisnamed = near !== null && near.why !== "neighbour";
        const name = `\`${operation.method} ${operation.path}\``;
        report({
          at: operation,
          message:
            near?.why === "method"
              ? `no route serves ${name}; the code has \`${near.entry.method} ${near.entry.route.path}\``
              : `no route serves ${name}`,
          label: "promised here",
          related: near
            ? [{ at: near.entry.route, label: labels[near.why](`${near.entry.method} ${near.entry.route.path}`) }]
            : [],
          fold: { by: "convention", key: document.file, of: document.operations.length },
          ...(!blind && (share > 0.5 || (share === 0.5 && isMisnamed)) ? {} : { confidence: "medium" as const }),
        });
      }
    }
  },
});

const labels = {
  method: () => "the same path, under another method",
  spelling: (name: string) => `is \`${name}\` meant?`,
  neighbour: (name: string) => `the nearest the code serves is \`${name}\``,
};
