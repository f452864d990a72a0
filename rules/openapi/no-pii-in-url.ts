import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { segmentsOf } from "../../src/model/api/paths.ts";
import { personalDataInUrl } from "../../src/model/api/url-personal-data.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/no-pii-in-url",
  practice: "api/privacy",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "URLs hold no data that identifies a person",
  why: "URLs are the part of a request that everybody keeps: access logs, proxies, monitoring, analytics, browser histories. An e-mail address or a number of an identity document in one is personal data in all of these, with no legal ground, no deletion period, and readable by everyone who may read logs. In a path it is an identifier as well, which changes when the person moves and can be guessed.",
  fix: "identify people by an opaque id; take what is searched for in the body of a request (`POST /users/search`, or QUERY)",
  tradeoff:
    "An internal directory whose logs are kept as its data are may filter by e-mail address; addresses of the service itself (a mailbox, a phone number it rents out) identify no person.",
  references: [
    "https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url",
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    "https://cwe.mitre.org/data/definitions/598.html",
    "https://www.rfc-editor.org/rfc/rfc9110#section-17.9",
  ],
  options: { ignoreParameters: list("parameters that hold no personal data, by name") },
  check({ api, report, options }) {
    const ignored = new Set(options.ignoreParameters);
    for (const document of api.documents) {
      const personal = document.operations.flatMap((operation) =>
        operation.parameters.flatMap((parameter) => {
          const kind = operation.deprecated || ignored.has(parameter.name) ? null : personalDataInUrl(parameter);
          return kind ? [{ operation, parameter, kind }] : [];
        }),
      );
      for (const [first, ...others] of groupedBy(personal, ({ parameter }) => placeKey(parameter.at)).values()) {
        const { operation, parameter, kind } = first;
        const plural = others.length > 0;
        report({
          at: parameter,
          message: `${operationText(operation)}${plural ? ` and ${counted(others.length, "other operation")}` : ""} put${plural ? "" : "s"} \`${parameter.name}\` into the ${parameter.in === "path" ? "path" : "query"} of the URL`,
          label: "identifies a person",
          fold: { by: "cause", key: `${document.file} ${parameter.in} ${parameter.name}` },
          // Filters of lists are the case teams decide for themselves; a number may be one that the service rents out.
          ...(kind === "contact" && (parameter.in === "query" || isResource(operation.path, parameter.name))
            ? { confidence: "medium" as const }
            : {}),
        });
      }
    }
  },
});

/** `/phone-numbers/{phoneNumber}`: the number itself is what the path is about. */
function isResource(path: string, name: string): boolean {
  const above = segmentsOf(path).at(segmentsOf(path).indexOf(`{${name}}`) - 1) ?? "";
  return /phone|number|mailbox|e-?mails?$|address/i.test(above);
}
