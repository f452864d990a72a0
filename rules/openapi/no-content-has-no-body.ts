import type { Operation, Response } from "../../src/facts/api.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Where HTTP says which answers have no content. */
const sections: Readonly<Record<string, string>> = { 204: "15.3.5", 205: "15.3.6", 304: "15.4.5" };

export default defineRule({
  id: "openapi/no-content-has-no-body",
  practice: "api/semantics",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "answers that cannot have content declare none",
  why: "HTTP ends a 204, a 304 and every 1xx after its header (RFC 9110, 6.4.1), and a 205 must not carry content. A server that follows the contract and sends a body anyway has it cut off by its framework, or leaves bytes on the connection that the next answer begins with; a client generated from the contract waits for a document and fails to parse nothing.",
  fix: "remove `content` (in 2.0 `schema`) from the answer, or answer 200 when there is something to say",
  tradeoff: "There is none: a body behind these statuses cannot be received.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5",
  ],
  check({ api, report }) {
    const answers = new Map<string, { operation: Operation; response: Response; uses: number }>();
    for (const operation of api.documents.flatMap((document) => [...document.operations, ...document.webhooks])) {
      for (const response of operation.responses) {
        if (!/^(?:204|205|304|1\d\d|1XX)$/i.test(response.status) || response.contents.length === 0) continue;
        const key = `${placeKey(response.at)} ${response.status}`;
        const known = answers.get(key);
        if (known) known.uses++;
        else answers.set(key, { operation, response, uses: 1 });
      }
    }
    for (const { operation, response, uses } of answers.values()) {
      const { status, contents } = response;
      const section = sections[status] ?? "15.2";
      report({
        at: response,
        key: status,
        message: `answer \`${status}\`${uses > 1 ? `, used ${uses} times,` : ` of \`${operation.method} ${operation.path}\``} declares \`${contents[0]?.mediaType}\` content, and can have none (RFC 9110, ${section})`,
      });
    }
  },
});
