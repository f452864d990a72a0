import type { Operation } from "../../src/facts/api.ts";
import { isProbeOrDocumentation, isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { operationText } from "../../src/model/api/words.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/errors-by-status",
  practice: "api/errors",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "errors are declared by their status, not by `default` alone",
  why: "`default` says that something may go wrong, and not what. Whether an id can be unknown, whether a conflict must be expected, whether waiting helps: a client that has to handle these learns of them in production, and generated clients give every failure one type. Contract tests have no error to ask for.",
  fix: "name the statuses that callers act on (401, 404, 409, 422, 429), with one shared response for their body, and keep `default` for the rest",
  tradeoff:
    "Google's guide (AIP-193) has one error for everything and tells errors apart by the code in it; where that code is an enum in the schema, `default` says enough.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#responses-object",
    "https://opensource.zalando.com/restful-api-guidelines/#151",
    "https://google.aip.dev/193",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const judged = liveOperationsOf(document).filter(
        ({ path }) => !isProbeOrDocumentation(path) && !isProtocolEndpoint(path),
      );
      const found: Report[] = judged.filter(hasDefaultAlone).map((operation) => ({
        at: operation,
        message: `${operationText(operation)} declares its errors as \`default\` alone`,
        related: operation.responses
          .filter(({ status }) => status === "default")
          .map(({ at }) => ({ at, label: "which errors?" })),
      }));
      reportMany(report, found, { key: document.file, of: judged.length });
    }
  },
});

/** A `default` without any success beside it describes the success. */
function hasDefaultAlone({ responses }: Operation): boolean {
  const statuses = responses.map(({ status }) => status);
  return (
    statuses.includes("default") &&
    statuses.some((status) => /^[23]/.test(status)) &&
    !statuses.some((status) => /^[45]/.test(status))
  );
}
