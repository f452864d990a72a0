import type { Report } from "../../src/findings/report.ts";
import { isOpenByNature, isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { schemaOf, schemasUnder, typesOf } from "../../src/model/api/schemas.ts";
import { handsOutSecrets, secretInAnswer } from "../../src/model/api/secret-answers.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/no-secret-in-response",
  practice: "api/privacy",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what was kept secret cannot be read back",
  why: "A secret that can be read again is in every cache, log and browser that the answer passes, and whoever gets hold of a session gets it as well: a stolen cookie becomes a stolen password or key. It also tells that the server keeps it in a form it can read. Most often the schema of the request is used for the answer, and nobody meant it.",
  fix: "mark the property `writeOnly: true` (in 2.0: leave it out of the schema of the answer); show a new key once, in the answer to the request that made it, and its last characters afterwards",
  tradeoff:
    "What exists to hand out credentials (a vault, the connection details of a database that was rented) must; sign-in and token endpoints and the answers to creations are left out here.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  ],
  options: { ignoreProperties: list("names of properties that hold no secret") },
  check({ api, report, options }) {
    const ignored = new Set(options.ignoreProperties);
    for (const document of api.documents) {
      const found: Report[] = [];
      const seen = new Set<string>();
      for (const operation of document.operations) {
        if (operation.method === "POST" || isOpenByNature(operation) || isProtocolEndpoint(operation.path)) continue;
        if (handsOutSecrets(operation.path)) continue;
        for (const response of operation.responses) {
          if (!response.status.startsWith("2")) continue;
          for (const content of response.contents) {
            const body = schemaOf(document, content);
            if (!body) continue;
            for (const { schema, name, parent } of schemasUnder(body, seen)) {
              if (name === null || ignored.has(name) || schema.flag("writeOnly") === true) continue;
              const types = typesOf(schema);
              if (types.length !== 1 || types[0] !== "string" || schema.has("enum") || schema.has("const")) continue;
              const secret = secretInAnswer(name, schema.text("description"));
              if (secret === null) continue;
              found.push({
                at: schema.from,
                anchor: parent?.anchor ?? schema.anchor,
                key: name,
                message: `\`${name}\` can be read in the answer to ${operationText(operation)}`,
                label: "a secret, by its name",
                related: [{ at: operation, label: "answers with it" }],
                ...(secret === "sure" ? {} : { confidence: "medium" as const }),
              });
            }
          }
        }
      }
      reportMany(report, found, { key: document.file, of: Infinity });
    }
  },
});
