import { placeKey } from "../../src/model/api/errors.ts";
import { hasUnreadParameters } from "../../src/model/api/parameter-lists.ts";
import { templateNames } from "../../src/model/api/path-templates.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/path-params-declared",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "the parameters in a path and those that are declared are the same",
  why: "A template such as `{id}` that no parameter declares has no type: generated clients leave it out of the call, or do not compile, and generated servers hand the handler nothing. A path parameter that is not in the path is asked for by generated clients and then thrown away. Most often one of the two was renamed.",
  fix: "declare each `{name}` once, `in: path`, at the operation or at the path for all of its operations, under the very same name",
  tradeoff: "None: the specification demands it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#path-templating",
    "https://spec.openapis.org/oas/v3.1.1.html#parameter-object",
    "https://swagger.io/specification/v2/#path-templating",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const operation of document.operations) {
        const names = templateNames(operation.path);
        const declared = operation.parameters.filter((parameter) => parameter.in === "path");
        const fold = (name: string) => ({ by: "cause" as const, key: `${document.file} ${operation.path} ${name}` });
        for (const name of new Set(names.filter((name, index) => names.indexOf(name) < index)))
          report({
            at: operation,
            message: `the path \`${operation.path}\` has \`{${name}}\` twice`,
            key: `twice ${name}`,
            fold: fold(`twice ${name}`),
          });
        for (const name of new Set(names)) {
          if (declared.some((parameter) => parameter.name === name) || hasUnreadParameters(document, operation))
            continue;
          const other = declared.find((parameter) => !names.includes(parameter.name));
          report({
            at: operation,
            message:
              name === ""
                ? `the path \`${operation.path}\` has a template without a name`
                : `${operationText(operation)} declares no path parameter \`${name}\``,
            key: `missing ${name}`,
            related: other ? [{ at: other, label: `\`${other.name}\` is declared, and not in the path` }] : [],
            fold: fold(`missing ${name}`),
          });
        }
        for (const parameter of declared) {
          // One that stands where another is missing is said there.
          if (names.includes(parameter.name) || names.some((name) => !declared.some((each) => each.name === name)))
            continue;
          report({
            at: parameter,
            message: `path parameter \`${parameter.name}\` is not in the path \`${operation.path}\``,
            key: `${operation.path} ${parameter.name}`,
            fold: { by: "cause", key: `${document.file} ${placeKey(parameter.at)}` },
          });
        }
      }
    }
  },
});
