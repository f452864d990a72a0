import type { ApiNode } from "../../src/facts/api-source.ts";
import { jsonOf } from "../../src/model/api/answers.ts";
import { valueTypesOf } from "../../src/model/api/body-schemas.ts";
import { wordsOf } from "../../src/model/api/casing.ts";
import { propertiesOf, schemaOf } from "../../src/model/api/schemas.ts";
import { segmentsOf } from "../../src/model/api/paths.ts";
import { defineRule } from "../../src/rule/define.ts";
import { placeKey } from "../../src/model/api/errors.ts";

const bulk = /^(?:bulk|batch|batches|multi|mass)$/;

export default defineRule({
  id: "openapi/bulk-bounded",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a request for many says how many it may hold",
  why: "A request that takes a list does the work of as many requests as the list is long. Without a limit one caller can hold a connection, a transaction and a worker for as long as it likes, past every rate limit that counts requests; and an honest one learns where the limit is by a timeout in which half of the work was done.",
  fix: "give the array `maxItems`, the number that is tested, and check it before anything is done",
  tradeoff: "A limit on the size of the request, enforced at the gateway, bounds it as well, if less plainly.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://opensource.zalando.com/restful-api-guidelines/#152",
    "https://google.aip.dev/231",
  ],
  check({ api, report }) {
    const said = new Set<string>();
    for (const document of api.documents) {
      for (const operation of document.operations) {
        const content = operation.requestBody && jsonOf(operation.requestBody);
        const schema = content && !/patch\+json/i.test(content.mediaType) ? schemaOf(document, content) : null;
        if (!schema) continue;
        for (const { list, name } of listsOf(schema, isBulk(operation.path))) {
          if (list.has("maxItems") || said.has(placeKey(list.at))) continue;
          said.add(placeKey(list.at));
          report({
            at: list,
            message: `\`${operation.method} ${operation.path}\` takes ${name === null ? "a list" : `the list \`${name}\``} of any length: no \`maxItems\``,
            related: [{ at: operation, label: "the work of as many requests" }],
          });
        }
      }
    }
  },
});

/** `/users/bulk`, `/bulk-invites`, `/users:batchGet`. */
function isBulk(path: string): boolean {
  return segmentsOf(path).some((segment) => !segment.includes("{") && wordsOf(segment).some((word) => bulk.test(word)));
}

/** The body when it is a list itself; the lists of things in it when its path says that it is for many. */
function listsOf(body: ApiNode, many: boolean): readonly { list: ApiNode; name: string | null }[] {
  if (valueTypesOf(body).includes("array")) return [{ list: body, name: null }];
  if (!many) return [];
  return propertiesOf(body).flatMap(({ name, schema, required }) =>
    required && valueTypesOf(schema).includes("array") ? [{ list: schema, name }] : [],
  );
}
