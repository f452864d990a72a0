import type { Report } from "../../src/findings/report.ts";
import { declaresStatus } from "../../src/model/api/declared.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

const reads = new Set(["GET", "HEAD", "QUERY"]);

export default defineRule({
  id: "openapi/precondition-declared",
  practice: "api/caching",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "`If-Match` and `412` stand together",
  why: "A write that takes `If-Match` is refused with 412 when somebody else was faster, and that refusal is the point of the header: the client must read again, merge and repeat. Where 412 is not declared, generated clients treat it as an unknown failure and most often retry the write, which is refused again. The other way round, a 412 that no header can cause is one that clients cannot avoid.",
  fix: "declare the `412` response on writes that take `If-Match` or `If-Unmodified-Since`, and the header on those that answer 412",
  tradeoff: "A `4XX` or `default` that clients are told to read closely covers 412 as well, and is accepted here.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.13",
    "https://opensource.zalando.com/restful-api-guidelines/#182",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const writes = liveOperationsOf(document).filter(({ method }) => !reads.has(method));
      const found: Report[] = [];
      for (const operation of writes) {
        const header = operation.parameters.find(
          (parameter) =>
            parameter.in === "header" && /^if-(?:match|none-match|(?:un)?modified-since)$/i.test(parameter.name),
        );
        const refusal = operation.responses.find(({ status }) => status === "412");
        const isCovered =
          declaresStatus(operation, "412") || operation.responses.some(({ status }) => status === "default");
        if (header && !isCovered)
          found.push({
            at: operation,
            message: `${operationText(operation)} takes \`${header.name}\` and declares no \`412\` for when it does not hold`,
            key: "412",
            related: [{ at: header, label: "the condition" }],
          });
        if (refusal && !header)
          found.push({
            at: operation,
            message: `${operationText(operation)} answers 412, and no header parameter states a condition that could fail`,
            key: "header",
            related: [{ at: refusal, label: "a condition failed: which?" }],
          });
      }
      reportMany(report, found, { key: document.file, of: writes.length });
    }
  },
});
