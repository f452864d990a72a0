import { apiKey } from "../../src/model/api/documents.ts";
import type { Operation, Response } from "../../src/facts/api.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { isFreeForm } from "../../src/model/api/bounds.ts";
import { isJson } from "../../src/model/api/declared.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { schemaOf } from "../../src/model/api/schemas.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";

interface Undescribed {
  readonly schema: ApiNode | null;
  readonly response: Response;
  readonly operations: Operation[];
}

export default defineRule({
  id: "openapi/success-body-described",
  practice: "api/contract",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the body of a success says what is in it",
  why: "`type: object` without properties promises an object and nothing about it. Clients read its members all the same, from an example or from trying it out, generated ones through a type of anything; so that no check of the contract, neither theirs nor the server's own tests, notices when one of them goes.",
  fix: "describe the `properties`; for a map with free keys say what its values are (`additionalProperties`); answer `204` where there is nothing to say",
  tradeoff: "What the API passes on from elsewhere, as it came, cannot be described by it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#schema-object",
    "https://spec.openapis.org/oas/v3.1.1.html#model-with-map-dictionary-properties",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const found = new Map<string, Undescribed>();
      let bodies = 0;
      for (const operation of liveOperationsOf(document)) {
        // What is gone needs no description: many answer with an empty object.
        if (operation.method === "DELETE") continue;
        for (const response of successesOf(operation)) {
          const content = response.contents.find(isJson);
          if (!content || content.mediaType === "*/*" || /^20[45]$/.test(response.status)) continue;
          bodies++;
          const schema = schemaOf(document, content);
          if (schema ? !isFreeForm(schema) : content.schema !== null) continue;
          const key = placeKey(schema?.at ?? response.at);
          const known = found.get(key);
          if (known) known.operations.push(operation);
          else found.set(key, { schema, response, operations: [operation] });
        }
      }
      for (const { schema, response, operations } of found.values()) {
        const [first] = operations;
        if (!first) continue;
        const where =
          operations.length > 1
            ? `the body of ${counted(operations.length, "operation")}`
            : `the body \`${response.status}\` of ${operationText(first)}`;
        report({
          at: schema ?? response,
          message: `${where} ${schema ? "may be any object" : "has no schema"}: its members are not described`,
          related: schema ? [{ at: first, label: "answers with it" }] : [],
          fold: { by: "convention", key: apiKey(api, document), of: bodies },
        });
      }
    }
  },
});
