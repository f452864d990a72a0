import { apiKey } from "../../src/model/api/documents.ts";
import { creatingPostsOf, idempotencyKeyOf, movesMoney } from "../../src/model/api/idempotency.ts";
import { fewOf, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/idempotency-key-on-post",
  practice: "api/idempotency",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a POST that costs when it is made twice can be repeated safely",
  why: "When the connection breaks before the answer, a client cannot know whether the payment was made. It must choose between trying again, which may charge twice, and giving up, which may lose the order; retries of proxies and SDKs choose for it. A key that the client makes and sends along (`Idempotency-Key`) lets the server recognise the repetition and give the first answer again. Where most operations of an API take one, clients rely on it everywhere, and the one that does not is the one that charges twice.",
  fix: "take an `Idempotency-Key` header on each POST that creates something, keep it with the answer for at least a day, and declare 409 or 422 for a key that comes back with another body",
  tradeoff:
    "A POST that is idempotent by what it holds (a unique order number from the client, a conditional update) needs no key; neither does one whose repetition costs nothing.",
  references: [
    "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/",
    "https://opensource.zalando.com/restful-api-guidelines/#230",
    "https://google.aip.dev/155",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const posts = creatingPostsOf(document);
      const keyed = posts.filter((operation) => idempotencyKeyOf(operation) !== null);
      const [example] = keyed;
      if (example && keyed.length >= 3 && keyed.length * 2 > posts.length) {
        for (const operation of posts) {
          if (keyed.includes(operation)) continue;
          report({
            at: operation,
            message: `${operationText(operation)} takes no idempotency key; ${keyed.length} of ${posts.length} POSTs of this API take \`${idempotencyKeyOf(example)}\``,
            related: [{ at: example, label: `takes \`${idempotencyKeyOf(example)}\`` }],
            // Versions of one API repeat what is wrong with an operation.
            fold: { by: "cause", key: operationText(operation) },
          });
        }
        continue;
      }
      const costly = posts.filter((operation) => movesMoney(operation) && !keyed.includes(operation));
      const [first] = costly;
      if (!first) continue;
      report({
        at: first,
        message: `${fewOf(costly.map(({ path }) => `POST ${path}`))} ${costly.length === 1 ? "takes" : "take"} no idempotency key: a repeated request is made twice`,
        key: "costly",
        related: example ? [{ at: example, label: `takes \`${idempotencyKeyOf(example)}\`` }] : [],
        fold: { by: "cause", key: apiKey(api, document) },
      });
    }
  },
});
