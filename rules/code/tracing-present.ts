import { servingApps } from "../../src/model/code/packages.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

const TRACING =
  /^(?:@opentelemetry\/|dd-trace|@sentry\/|newrelic|elastic-apm-node|applicationinsights|@azure\/monitor-opentelemetry|aws-xray-sdk|@aws-lambda-powertools\/tracer|@google-cloud\/(?:trace-agent|opentelemetry)|@vercel\/otel|@hono\/otel|nestjs-otel|zipkin|jaeger-client|@highlight-run\/node)/;

export default defineRule({
  id: "code/tracing-present",
  practice: "code/logging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a request can be followed through the services and stores it touches",
  why: "A slow answer is slow somewhere: in the query, in the service asked for prices, in the queue before it. Each of them logs by itself, with its own clock and without the name of the request, so that finding where the time went means guessing, and asking every team. A trace carries one id along the whole way and shows each step with its duration.",
  fix: "start the SDK of OpenTelemetry (or of your vendor) before everything else, and let it instrument HTTP, the database driver and the queue",
  tradeoff: "A service that calls nothing but its own database gains little from it.",
  references: [
    "https://opentelemetry.io/docs/languages/js/getting-started/nodejs/",
    "https://www.w3.org/TR/trace-context/",
  ],
  options: { packages: list("further packages that trace, as module names") },
  check({ project, report, options }) {
    for (const { module, packages } of servingApps(project)) {
      if ([...packages].some((name) => TRACING.test(name) || options.packages.includes(name))) continue;
      report({
        at: module,
        message: "no request of this service can be traced",
        label: "the application is made here",
      });
    }
  },
});
