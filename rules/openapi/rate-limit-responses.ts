import { apiKey } from "../../src/model/api/documents.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { declaresStatus } from "../../src/model/api/declared.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { saysWhenToRetry, temptationOf } from "../../src/model/api/rate-limits.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/rate-limit-responses",
  practice: "api/rate-limits",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "clients learn from the contract that they may be slowed down, and when to come back",
  why: "Every API that survives has a limit, at the gateway if nowhere else. Clients that were not told of 429 take it for a failure and repeat the request at once, all of them together, which is the load the limit was to keep out. `Retry-After` (RFC 9110, 10.2.3) turns that into waiting. Where an API limits some operations, those that are guessed at (sign-in, one-time codes, password resets) and those that cost most (search) need it before all others.",
  fix: "declare one shared `429` response with a `Retry-After` header and the error body of the API, and refer to it from every operation that is limited; sign-in, one-time codes, resets and search first",
  tradeoff:
    "An API that only services of the same system call may be protected by its clients' own limits. A description of the limits for all operations in one place serves people as well, though no tool reads it.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6585#section-4",
    "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3",
    "https://opensource.zalando.com/restful-api-guidelines/#153",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const operations = document.operations.filter((operation) => successesOf(operation).length > 0);
      if (liveOperationsOf(document).length === 0) continue;
      const limited = operations.filter((operation) => declaresStatus(operation, "429"));
      const tempting = operations.filter((operation) => !operation.deprecated && temptationOf(operation) !== null);
      if (limited.length === 0) {
        report({
          at: document,
          message: `no operation of ${operations.length} declares \`429\`: clients cannot know that they may be slowed down`,
          related: tempting.slice(0, 2).map((operation) => ({
            at: operation,
            label: `${temptationOf(operation)} when nothing limits it`,
          })),
          fold: { by: "cause", key: apiKey(api, document) },
        });
        continue;
      }
      // A few that declare it have a reason of their own; a fifth of all is how the API does it.
      const isHabit = limited.length * 5 >= operations.length;
      const [example] = limited;
      for (const operation of isHabit ? tempting : []) {
        if (limited.includes(operation)) continue;
        report({
          at: operation,
          message: `${operationText(operation)} declares no \`429\`, unlike ${counted(limited.length, "operation")} of this API: it is ${temptationOf(operation)} when nothing limits it`,
          related: example ? [{ at: example, label: "declares it" }] : [],
          fold: { by: "convention", key: `tempting ${document.file}`, of: tempting.length },
        });
      }
      reportMute(document, report);
    }
  },
});

/** Each 429 that does not say when to come back; a shared one once. */
function reportMute(document: ApiDocument, report: (report: Report) => void): void {
  const answers = document.operations.flatMap(({ responses }) => responses.filter(({ status }) => status === "429"));
  const uses = new Map<string, number>();
  for (const { at } of answers) uses.set(placeKey(at), (uses.get(placeKey(at)) ?? 0) + 1);
  const distinct = new Map(answers.map((response) => [placeKey(response.at), response]));
  for (const [key, response] of distinct) {
    if (saysWhenToRetry(response)) continue;
    const count = uses.get(key) ?? 1;
    report({
      at: response,
      message: `\`429\`${count > 1 ? `, used by ${counted(count, "operation")},` : ""} does not say when to try again: no \`Retry-After\``,
      fold: { by: "convention", key: "retry-after", of: distinct.size },
    });
  }
}
