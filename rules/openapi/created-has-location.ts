import { successesOf } from "../../src/model/api/answers.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { itemsOf, resourcesOf } from "../../src/model/api/resources.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/created-has-location",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an answer 201 says where the new resource is",
  why: "A 201 without `Location` says that what was created is at the URL of the request (RFC 9110, 15.3.2): for a POST on a collection that is the collection. Clients then build the item's URL themselves, from an id and a path they have copied out of the documentation, and every change of that path breaks them.",
  fix: "declare the header `Location` at the 201, and send the URL of the new item in it",
  tradeoff:
    "Clients generated from the contract know the paths and need only the id, which the body gives. Few public APIs send the header.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2",
    "https://opensource.zalando.com/restful-api-guidelines/#148",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const resources = resourcesOf(document);
      const created = document.operations.flatMap((operation) => {
        if (operation.method !== "POST") return [];
        const response = successesOf(operation).find(({ status }) => status === "201");
        const item = itemsOf(operation.path, resources)?.operations.find(({ method }) => method === "GET");
        return response && item ? [{ operation, response, item }] : [];
      });
      const said = new Set<string>();
      for (const { operation, response, item } of created) {
        if (response.headers.some((header) => /^(?:content-)?location$/i.test(header))) continue;
        const place = placeKey(response.at);
        if (said.has(place)) continue;
        said.add(place);
        report({
          at: response,
          message: `answer 201 of \`POST ${operation.path}\` has no \`Location\` that leads to \`${item.path}\``,
          related: [{ at: item, label: "what was created is here" }],
          fold: {
            by: "convention",
            key: document.file,
            of: new Set(created.map((one) => placeKey(one.response.at))).size,
          },
        });
      }
    }
  },
});
