import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

/** The names that 3.x reserves, and what says it instead. */
const reserved: ReadonlyMap<string, string> = new Map([
  ["accept", "the media types of the responses"],
  ["content-type", "the media types of the request body"],
  ["authorization", "a security scheme"],
]);

export default defineRule({
  id: "openapi/no-ignored-header-parameter",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "credentials and media types are declared where tools look for them",
  why: "OpenAPI 3 says that a header parameter named `Authorization`, `Accept` or `Content-Type` shall be ignored. An operation that asks for its token that way looks public to every tool: generated clients do not send it, gateways do not check it, and documentation has no button to sign in.",
  fix: "declare a security scheme and ask for it under `security`; let the keys of `content` say the media types",
  tradeoff: "Some generators only offer headers as parameters; they show the header, and nothing is checked.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#parameter-object",
    "https://spec.openapis.org/oas/v3.0.4.html#parameter-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      if (document.dialect === "2.0") continue;
      const ignored = document.operations.flatMap((operation) =>
        operation.parameters.flatMap((parameter) => {
          const instead = parameter.in === "header" ? reserved.get(parameter.name.toLowerCase()) : undefined;
          return instead === undefined ? [] : [{ operation, parameter, instead }];
        }),
      );
      const named = groupedBy(ignored, ({ parameter }) => parameter.name.toLowerCase());
      for (const uses of named.values())
        for (const [{ operation, parameter, instead }] of groupedBy(uses, (each) =>
          placeKey(each.parameter.at),
        ).values())
          report({
            at: parameter,
            message: `OpenAPI ignores the header parameter \`${parameter.name}\` of ${operationText(operation)}${uses.length > 1 ? ` (${counted(uses.length, "operation")} declare it)` : ""}: ${instead} would say it`,
            label: "ignored",
            fold: { by: "cause", key: `${document.file} ${parameter.name.toLowerCase()}` },
          });
    }
  },
});
