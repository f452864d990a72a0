import type { ApiDocument, Operation, Response } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

const members = ["type", "title", "status", "detail", "instance"];

export default defineRule({
  id: "openapi/problem-details",
  practice: "api/errors",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "errors are problem details, and are sent as such",
  why: "RFC 9457 gives errors one shape that clients, gateways and frameworks know: a `type` to switch on, a `title` and a `detail` for people, an `instance` to quote. The media type `application/problem+json` is what tells it from a body that looks alike. An API that uses it for some errors makes its clients handle two shapes and guess which one they hold.",
  fix: "send `application/problem+json` with the members of RFC 9457, extended with your own, for each error",
  tradeoff:
    "An API with clients already has an error shape, and one shape throughout matters more than which; problem details are for new APIs, and for those that already begin to use them.",
  references: ["https://www.rfc-editor.org/rfc/rfc9457", "https://opensource.zalando.com/restful-api-guidelines/#176"],
  check({ api, report }) {
    for (const document of api.documents) {
      const errors = document.operations
        .filter((operation) => !isProtocolEndpoint(operation.path))
        .flatMap((operation) =>
          operation.responses
            .filter((response) => /^[45]/.test(response.status) && response.contents.length > 0)
            .map((response) => ({ operation, response })),
        );
      const others = errors.filter(({ response }) => !isProblem(response));
      const [first] = others;
      const problem = errors.find(({ response }) => isProblem(response));
      if (first && !problem) reportNone(document, errors, api.documents.length, report);
      if (first && problem) reportOdd(document, errors, others, problem.response, report);
      reportForeign(errors, report);
    }
  },
});

interface ErrorOf {
  readonly operation: Operation;
  readonly response: Response;
}
type Reporter = (report: Report) => void;

function isProblem(response: Response): boolean {
  return response.contents.some((content) => /^application\/problem\+(?:json|xml)\b/i.test(content.mediaType));
}

function looksLikeProblem(response: Response): boolean {
  const names = new Set(response.contents.flatMap(({ schema }) => schema?.properties.map(({ name }) => name) ?? []));
  return names.has("title") && names.has("status") && (names.has("detail") || names.has("type"));
}

function reportNone(document: ApiDocument, errors: readonly ErrorOf[], documents: number, report: Reporter): void {
  const alike = errors.find(({ response }) => looksLikeProblem(response));
  report({
    at: alike?.response ?? document,
    message: alike
      ? `errors have the members of problem details, and none of ${errors.length} is sent as \`application/problem+json\``
      : `no error of this API is sent as \`application/problem+json\` (${counted(errors.length, "answer")} with a body)`,
    ...(alike ? { label: "problem details by another name" } : {}),
    fold: { by: "convention", key: "none", of: documents },
  });
}

function reportOdd(
  document: ApiDocument,
  errors: readonly ErrorOf[],
  others: readonly ErrorOf[],
  problem: Response,
  report: Reporter,
): void {
  for (const [{ operation, response }, ...rest] of groupedBy(others, (each) => placeKey(each.response.at)).values())
    report({
      at: response,
      message: `error \`${response.status}\` of ${operationText(operation)}${rest.length > 0 ? ` and ${counted(rest.length, "other operation")}` : ""} is \`${response.contents[0]?.mediaType ?? ""}\`; ${errors.length - others.length} of ${errors.length} errors are \`application/problem+json\``,
      related: [{ at: problem, label: "problem details" }],
      fold: { by: "convention", key: document.file, of: errors.length },
    });
}

/** What calls itself problem details and has none of its members. */
function reportForeign(errors: readonly ErrorOf[], report: Reporter): void {
  const foreign = errors.flatMap(({ operation, response }) =>
    response.contents.flatMap(({ mediaType, schema }) =>
      /^application\/problem\+json\b/i.test(mediaType) &&
      schema &&
      schema.properties.length > 0 &&
      !schema.properties.some(({ name }) => members.includes(name))
        ? [{ operation, schema }]
        : [],
    ),
  );
  for (const [{ operation, schema }] of groupedBy(foreign, (each) => placeKey(each.schema.at)).values())
    report({
      at: schema.at,
      anchor: operation.anchor,
      key: "members",
      message: `what ${operationText(operation)} sends as \`application/problem+json\` has none of the members of RFC 9457`,
      related: [{ at: operation, label: "sent here" }],
    });
}
