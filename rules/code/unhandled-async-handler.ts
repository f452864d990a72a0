import { asyncHandlers } from "../../src/model/code/errors/express-handlers.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Packages that make Express 4 look at the promises of its handlers. */
const PATCHES = [
  "express-async-errors",
  "express-promise-router",
  "express-async-router",
  "@awaitjs/express",
  "express-async-patch",
  "@root/async-router",
];

export default defineRule({
  id: "code/unhandled-async-handler",
  practice: "code/errors",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "an error of an async handler reaches the error handler of Express 4",
  why: "Express 4 calls a handler and does not look at what it returns. When an async handler fails, its promise is rejected and nobody listens: the caller waits until it gives up, the error handler never runs, and since Node 15 an unhandled rejection ends the process, with every other request it was serving. One failed query is enough.",
  fix: "wrap async handlers so that a rejection goes to `next` (`express-async-errors`, `express-promise-router`, or a wrapper of three lines), or move to Express 5, which does so itself",
  tradeoff:
    "A handler that catches everything it awaits needs no wrapper; the rule looks for an `await` outside any `try` with a `catch`. A process that registers its own `unhandledRejection` handler goes on living, and its callers still wait for nothing.",
  references: [
    "https://expressjs.com/en/guide/error-handling.html#catching-errors",
    "https://expressjs.com/en/guide/migrating-5.html#rejected-promises",
    "https://nodejs.org/api/cli.html#--unhandled-rejectionsmode",
    "https://cwe.mitre.org/data/definitions/755.html",
  ],
  check({ code, project, report }) {
    const handlers = asyncHandlers(code.calls(), code.routes);
    const expressRoutes = code.routes.filter(({ framework }) => framework === "express");
    for (const { route, handler, call } of handlers) {
      const version = project.dependencyOf(handler.file, "express") ?? project.dependencyOf(route.app, "express");
      if (version === null || !/^[~^]?v?4(?:\.|$)/.test(version.trim())) continue;
      if (PATCHES.some((name) => project.dependencyOf(handler.file, name) !== null)) continue;
      report({
        at: route,
        message: `\`${route.method} ${route.path}\` awaits outside any \`try\`, and Express ${version.replace(/^[~^]/, "")} does not look at its promise`,
        label: "when this handler fails, nobody answers",
        related: [{ at: { ...call, at: call.nameAt }, label: "an error of this is met by nobody" }],
        fold: {
          by: "convention",
          key: route.app,
          of: expressRoutes.filter(({ app }) => app === route.app).length,
        },
      });
    }
  },
});
