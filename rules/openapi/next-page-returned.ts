import { apiKey } from "../../src/model/api/documents.ts";
import { collectionsOf } from "../../src/model/api/collections.ts";
import { saysNextPage } from "../../src/model/api/next-page.ts";
import { pageStylesOf } from "../../src/model/api/page-parameters.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/next-page-returned",
  practice: "api/pagination",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a list that takes a cursor gives one back",
  why: "A cursor is opaque: a client can send only one that it was given. When the answer has no place for it, neither in its envelope nor in a header, clients make one up from the last item (its id, its time), which then cannot change any more, or they never get beyond the first page.",
  fix: 'declare in the answer what it has: `next_cursor`, `has_more` with a documented cursor, or a `Link` header with `rel="next"` (RFC 8288)',
  tradeoff:
    "Where the cursor is by contract the id of the last item (`starting_after`), the answer needs only to say whether there is more.",
  references: ["https://google.aip.dev/158", "https://www.rfc-editor.org/rfc/rfc8288"],
  check({ api, report }) {
    for (const document of api.documents) {
      const cursored = collectionsOf(document).filter(({ operation }) => {
        const styles = pageStylesOf(operation);
        return styles.length === 1 && styles[0] === "cursor";
      });
      for (const collection of cursored) {
        if (saysNextPage(collection)) continue;
        report({
          at: collection.operation,
          message: `${operationText(collection.operation)} takes a cursor, and its answer has none: neither its body nor a header says where the next page is`,
          related: [{ at: collection.body, label: "no member leads on" }],
          fold: { by: "convention", key: apiKey(api, document), of: cursored.length },
        });
      }
    }
  },
});
