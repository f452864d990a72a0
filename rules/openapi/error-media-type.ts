import { mediaTypesOfErrors } from "../../src/model/api/error-media-types.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { groupedBy, largestFirst } from "../../src/model/api/groups.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/error-media-type",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "all errors of the API are of one media type",
  why: "A client picks the parser of an error by its media type: `application/json` goes one way, `application/problem+json` another, `text/plain` nowhere. Where one error comes in another type than the rest, the error handler of the client is what fails, on the day that this error occurs, and what is shown is the failure to read it.",
  fix: "declare for the odd ones the media type of the others, and send it; `application/problem+json` is the one made for errors (RFC 9457)",
  tradeoff:
    "An endpoint of another protocol (a SOAP call, an OData batch, a token endpoint) answers errors as that protocol says. An error that is offered in the usual type and in others beside it is left alone.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9457#section-3",
    "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
    "https://opensource.zalando.com/restful-api-guidelines/#176",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const errors = mediaTypesOfErrors(document);
      const counts = groupedBy(
        errors.flatMap(({ types }) => types),
        (type) => type,
      );
      const usual = largestFirst(counts)[0]?.[0];
      // Three in four, of four or more, are what a client relies on.
      const alike = errors.filter(({ types }) => usual !== undefined && types.includes(usual));
      if (errors.length < 4 || alike.length * 4 < errors.length * 3) continue;
      const [model] = alike;
      const odd = errors.filter((error) => !alike.includes(error));
      for (const [{ operation, response, types }, ...others] of groupedBy(odd, (error) =>
        placeKey(error.response.at),
      ).values())
        report({
          at: response,
          message: `error \`${response.status}\` of ${operationText(operation)}${others.length > 0 ? ` and ${counted(others.length, "other operation")}` : ""} is \`${types.join("` or `")}\`; ${alike.length} of ${errors.length} errors of this API are \`${usual ?? ""}\``,
          label: `\`${types[0] ?? ""}\``,
          // In 2.0 an operation has one list of types, for its answers and its errors.
          ...(document.dialect === "2.0" ? { confidence: "medium" as const } : {}),
          fold: { by: "cause", key: `${document.file} ${types.join(" ")}` },
          related: model ? [{ at: model.response, label: `\`${usual ?? ""}\`` }] : [],
        });
    }
  },
});
