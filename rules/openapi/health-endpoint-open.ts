import { isProbeOrDocumentation, segmentsOf } from "../../src/model/api/paths.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

/** What orchestrators and load balancers ask; `metrics`, `info` and `version` may well be for a few. */
const probe =
  /^(?:health|healthz|health-?checks?|live|livez|liveness|ready|readyz|readiness|startup|ping|heartbeat|alive)$/i;

export default defineRule({
  id: "openapi/health-endpoint-open",
  practice: "api/observability",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "probes can be asked without credentials",
  why: "Load balancers and orchestrators ask `/health` without a token. When it asks for one, they get 401, take the instance for dead, and restart or drain it; or someone gives the probe a token, which then lies in a deployment manifest and expires one night. Most often nobody meant it: the probe inherits the `security` at the top of the document.",
  fix: "write `security: []` at the probe, and let it say no more than whether the service can work; details for operators belong to an operation of their own",
  tradeoff:
    "A probe that tells of databases, versions or customers must stay closed. Then orchestrators need another one.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const operation of document.operations) {
        const last = segmentsOf(operation.path).at(-1) ?? "";
        if (operation.method !== "GET" && operation.method !== "HEAD") continue;
        if (!probe.test(last) || !isProbeOrDocumentation(operation.path)) continue;
        const asksAlways =
          operation.security.length > 0 && operation.security.every(({ schemes }) => schemes.length > 0);
        if (!asksAlways || !operation.securityAt) continue;
        const names = operation.security.flatMap(({ schemes }) => schemes.map(({ name }) => `\`${name}\``));
        report({
          at: operation,
          message: `${operationText(operation)} asks for ${[...new Set(names)].join(" or ")}: probes have no credentials`,
          related: [
            {
              at: operation.securityAt,
              label: operation.securityFrom === "document" ? "inherited from here" : "asked for here",
            },
          ],
        });
      }
    }
  },
});
