import { declaresHeader } from "../../src/model/api/answers.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { sensitiveAnswersOf } from "../../src/model/api/sensitive.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/sensitive-no-store",
  practice: "api/caching",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "answers with credentials in them say that nobody may keep them",
  why: "What an answer does not forbid, caches on the way may do (RFC 9111, 3), and browsers write bodies to disk. An access token, an API key or a card number that lies in a proxy's cache is handed to the next one who asks for that URL. OAuth 2.0 therefore requires `Cache-Control: no-store` on every answer with a token (RFC 6749, 5.1).",
  fix: "send `Cache-Control: no-store` with them, and declare the header at the response",
  tradeoff:
    "A gateway that sets the header on every answer makes the declaration a formality. Answers to POST are not cached unless they say so; the browser's own disk is the remaining reason there.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6749#section-5.1",
    "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const answers = new Map(sensitiveAnswersOf(document).map((answer) => [placeKey(answer.response.at), answer]));
      for (const { operation, response, member } of answers.values()) {
        if (declaresHeader(response, "cache-control")) continue;
        report({
          at: response,
          message: `the answer \`${response.status}\` of ${operationText(operation)} holds \`${member}\` and declares no \`Cache-Control\`: caches may keep it`,
          fold: { by: "convention", key: "answers", of: answers.size },
        });
      }
    }
  },
});
