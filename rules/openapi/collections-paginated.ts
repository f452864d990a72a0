import { apiKey } from "../../src/model/api/documents.ts";
import { collectionsOf, isShortList } from "../../src/model/api/collections.ts";
import { leadsOnByLink } from "../../src/model/api/next-page.ts";
import { pageSizeOf, pageStylesOf } from "../../src/model/api/page-parameters.ts";
import { matchesPath } from "../../src/model/api/paths.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** More lists without pages than this are one finding. */
const mostApart = 5;

export default defineRule({
  id: "openapi/collections-paginated",
  practice: "api/pagination",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "every list can be read page by page",
  why: "A list without pages answers with everything there is. That is ten rows when it is written and a hundred thousand some years later: the query, the memory for the answer and the time to send it grow with the data, until it fails for the largest customers first. Pages cannot be added later without breaking the clients who count on getting all of it.",
  fix: "take a page size with a maximum and a cursor (or page number, or offset), as the other lists of the API do, and say in the answer how to get the next page; a list that stays short by nature says so with `maxItems`",
  tradeoff:
    "Lists bounded by what they are (the lines of one invoice, the addresses of one user) need no pages. `maxItems` tells that to clients and to this rule; catalogues (countries, currencies, types) are left out anyway.",
  references: [
    "https://google.aip.dev/158",
    "https://opensource.zalando.com/restful-api-guidelines/#159",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  options: { ignorePaths: list("paths of lists that stay short, where `*` stands for any text") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const lists = collectionsOf(document).filter(
        (collection) => !isShortList(collection) && !matchesPath(collection.operation.path, options.ignorePaths),
      );
      const paged = lists.filter(
        (collection) =>
          pageStylesOf(collection.operation).length > 0 ||
          pageSizeOf(collection.operation) !== undefined ||
          leadsOnByLink(collection),
      );
      const example = paged[0]?.operation;
      // Where many lists have no pages, that is how this API is; where few have none, each of them stands out.
      const isHabit = paged.length * 3 < lists.length * 2 || lists.length - paged.length > mostApart;
      for (const { operation, array } of lists.filter((each) => !paged.includes(each))) {
        report({
          at: operation,
          message: `${operationText(operation)} answers with the whole list: no parameter asks for a page${example ? `, as ${paged.length} of ${lists.length} lists of this API have one` : ""}`,
          related: [
            { at: array, label: "of any length" },
            ...(example ? [{ at: example, label: `${operationText(example)} has pages` }] : []),
          ],
          // Versions of one API repeat what is wrong with an operation.
          fold: { by: "cause", key: isHabit ? apiKey(api, document) : operationText(operation) },
        });
      }
    }
  },
});
