import { servingApps } from "../../src/model/code/packages.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** Packages that count and measure, by the start of their names. */
const METRICS =
  /^(?:prom-client|express-prom-bundle|fastify-metrics|@willsoto\/nestjs-prometheus|@opentelemetry\/(?:api|sdk-node|sdk-metrics|auto-instrumentations-node)|dd-trace|hot-shots|node-statsd|statsd-client|newrelic|elastic-apm-node|applicationinsights|@azure\/monitor-opentelemetry|@google-cloud\/monitoring|@aws-lambda-powertools\/metrics|@aws-sdk\/client-cloudwatch|aws-embedded-metrics|@hono\/prometheus|swagger-stats|appmetrics|@logtail\/|@vercel\/otel|@sentry\/)/;

export default defineRule({
  id: "code/metrics-present",
  practice: "code/logging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a service counts its requests, their errors and how long they take",
  why: "Logs tell what happened to one request; whether one in a hundred fails, or the slowest take three times as long as yesterday, is a number over all of them. Without it nobody is told before the users tell, no deployment can be judged by what it changed, and how much a service bears is a guess.",
  fix: "count requests, errors and durations by route (`prom-client`, or the metrics of OpenTelemetry), and let them be collected",
  tradeoff:
    "Where a proxy, a mesh or the platform measures all requests, the code needs nothing for these; name its package in `packages` where there is one.",
  references: [
    "https://sre.google/sre-book/monitoring-distributed-systems/",
    "https://opentelemetry.io/docs/languages/js/",
    "https://prometheus.io/docs/practices/instrumentation/",
  ],
  options: { packages: list("further packages that measure, as module names") },
  check({ project, report, options }) {
    for (const { module, packages } of servingApps(project)) {
      if ([...packages].some((name) => METRICS.test(name) || options.packages.includes(name))) continue;
      report({
        at: module,
        message: "nothing in this service counts its requests or how long they take",
        label: "the application is made here",
      });
    }
  },
});
