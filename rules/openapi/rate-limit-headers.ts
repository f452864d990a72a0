import type { Response } from "../../src/facts/api.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { rateLimitSpelling } from "../../src/model/api/rate-limits.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/rate-limit-headers",
  practice: "api/rate-limits",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "rate limit headers are spelled one way in the whole API",
  why: "Clients read `RateLimit-Remaining` or `X-RateLimit-Remaining` in one place, before each request or after each answer. Where some answers use the other spelling, a client sees no limit there and runs into it. There is no registered spelling to fall back on: the `X-` names are a habit, those without it come from a draft (draft-ietf-httpapi-ratelimit-headers), so that only the contract can say which it is.",
  fix: "choose the spelling that most answers have, declare each header once under `components/headers`, and refer to it",
  tradeoff: "While an API moves from one spelling to the other, answers carry both. Those are left alone.",
  references: [
    "https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/",
    "https://opensource.zalando.com/restful-api-guidelines/#153",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      // Each place of the source once, with the operation that it was met in first.
      const answers = new Map<string, { response: Response; operation: string; spellings: ReadonlySet<string> }>();
      for (const operation of document.operations) {
        for (const response of operation.responses) {
          const spellings = new Set(response.headers.flatMap((header) => rateLimitSpelling(header) ?? []));
          if (spellings.size > 0 && !answers.has(placeKey(response.at)))
            answers.set(placeKey(response.at), { response, operation: operationText(operation), spellings });
        }
      }
      const counts = new Map<string, number>();
      for (const { spellings } of answers.values())
        for (const spelling of spellings) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
      const [usual] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      if (!usual || counts.size === 1) continue;
      const example = [...answers.values()].find(({ spellings }) => spellings.has(usual[0]));
      for (const { response, operation, spellings } of answers.values()) {
        if (spellings.has(usual[0])) continue;
        const spelling = [...spellings].join(" and ");
        report({
          at: response,
          message: `the answer \`${response.status}\` of ${operation} has \`${spelling}\` headers; ${usual[1]} of ${counted(answers.size, "answer")} with a rate limit have \`${usual[0]}\``,
          related: example ? [{ at: example.response, label: `has \`${usual[0]}\`` }] : [],
          fold: { by: "cause", key: `${document.file} ${spelling}` },
        });
      }
    }
  },
});
