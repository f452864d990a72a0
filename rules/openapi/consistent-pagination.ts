import { apiKey } from "../../src/model/api/documents.ts";
import { collectionsOf, isShortList } from "../../src/model/api/collections.ts";
import { pageStylesOf, type PageStyle } from "../../src/model/api/page-parameters.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/consistent-pagination",
  practice: "api/pagination",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "all lists of the API are paged in one way",
  why: "Clients read lists with one helper: it asks for a page, finds out how to get the next one, and stops at the end. A list that pages in another way needs a second helper, and given to the first one it does something worse than fail: parameters that a server does not know are ignored, so the helper reads the first page again and again, or takes it for all there is. The way that most lists of the API page is taken as its own.",
  fix: "page the odd lists as the others do; where clients depend on the old parameters, take both for a while and deprecate the old ones",
  tradeoff:
    "A search engine behind one list may only know offsets, and a feed that grows at its head only works with cursors. Then the difference is worth a sentence in the description.",
  references: [
    "https://google.aip.dev/158",
    "https://opensource.zalando.com/restful-api-guidelines/#160",
    "https://use-the-index-luke.com/no-offset",
  ],
  options: { minimumLists: count("how many paged lists a document must have before one way can be expected", 4, 2) },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const paged = collectionsOf(document)
        .filter((collection) => !isShortList(collection))
        .map(({ operation }) => ({ operation, styles: pageStylesOf(operation) }))
        .filter(({ styles }) => styles.length > 0);
      if (paged.length < options.minimumLists) continue;
      const ranked = rank(paged.map(({ styles }) => styles));
      const [usual, usualCount] = ranked[0] as [PageStyle, number];
      const has = (style: PageStyle) => paged.find(({ styles }) => styles.includes(style))?.operation;
      if (usualCount * 3 < paged.length * 2) {
        report({
          at: document,
          message: `the ${paged.length} paged lists of this API are paged in ${ranked.length} ways: ${ranked.map(([style, uses]) => `${uses} by ${style}`).join(", ")}`,
          related: ranked.flatMap(([style]) => {
            const operation = has(style);
            return operation ? [{ at: operation, label: `by ${style}` }] : [];
          }),
        });
        continue;
      }
      const example = has(usual);
      for (const { operation, styles } of paged) {
        if (styles.includes(usual)) continue;
        report({
          at: operation,
          message: `${operationText(operation)} is paged by ${styles.join(" or ")}; ${usualCount} of ${paged.length} lists of this API are paged by ${usual}`,
          related: example ? [{ at: example, label: `by ${usual}` }] : [],
          fold: { by: "cause", key: `${apiKey(api, document)} ${styles.join()}` },
        });
      }
    }
  },
});

/** The styles by how many lists have them; equally frequent ones by their name. */
function rank(all: readonly (readonly PageStyle[])[]): readonly (readonly [PageStyle, number])[] {
  const counts = new Map<PageStyle, number>();
  for (const style of all.flat()) counts.set(style, (counts.get(style) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
