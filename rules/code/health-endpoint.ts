import { serverStarts } from "../../src/model/code/servers.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/health-endpoint",
  practice: "code/resilience",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a service can be asked whether it is well",
  why: "Load balancers and orchestrators send traffic to every instance that runs. Without a route to ask, they learn from failing users that one has lost its database or hangs in its start, and a deployment counts as done while its instances cannot answer yet.",
  fix: "add a route such as `GET /health` that needs no credentials and answers 503 while what the service depends on is away (NestJS: @nestjs/terminus), and one apart for liveness that asks nothing else",
  tradeoff: "A platform that checks the port, or a service mesh that watches real traffic, needs no route of its own.",
  references: [
    "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
    "https://microservices.io/patterns/observability/health-check-api.html",
    "https://docs.nestjs.com/recipes/terminus",
  ],
  options: {
    words: list("words, of which one in a path marks such a route", [
      ...["health", "healthz", "healthcheck", "ready", "readyz", "readiness", "live", "livez", "liveness", "alive"],
      ...["ping", "status", "heartbeat", "up", "version", "monitoring"],
    ]),
  },
  check({ code, project, report, options }) {
    const words = new Set(options.words.map((word) => word.toLowerCase()));
    const asked = new Set<string>();
    const serving = new Set<string>();
    for (const { path, file, app } of code.routes) {
      const isHealth = path
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => words.has(word));
      for (const each of [file, app]) (isHealth ? asked : serving).add(project.serviceOf(each).root);
    }
    // A route that could not be read may be the one.
    for (const { at } of code.unknownRegistrations) asked.add(project.serviceOf(at.file).root);
    for (const { call } of serverStarts(code.calls())) {
      const { root } = project.serviceOf(call.file);
      if (asked.has(root) || !serving.has(root)) continue;
      report({
        at: { ...call, at: call.nameAt },
        message: "no route tells whether this service is well",
        label: "it serves requests from here",
        fold: { by: "cause", key: root },
      });
    }
  },
});
