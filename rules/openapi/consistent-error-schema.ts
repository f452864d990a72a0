import type { ApiDocument } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import {
  errorBodiesOf,
  extendsShape,
  majorityOf,
  placeKey,
  shapeName,
  type ErrorBody,
  type Majority,
} from "../../src/model/api/errors.ts";
import { familyOf } from "../../src/model/api/family.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/consistent-error-schema",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "all errors of the API have one shape",
  why: "Clients handle errors in one place: an interceptor reads the code and the message, decides whether to retry, and shows something. An error of another shape falls through it, most often as an empty message or as a crash in the error handler itself, and only when that error occurs. The shape that most errors of the API have is taken as its own; a body that adds to it (a validation error with its list of fields) fits.",
  fix: "give the odd responses the schema the others have, extended where more must be said; problem details (RFC 9457) are the shape that needs no inventing",
  tradeoff:
    "Endpoints that follow a protocol of their own must answer as it says: OAuth 2.0 token endpoints (RFC 6749, 5.2), SCIM, JSON:API.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9457",
    "https://google.aip.dev/193",
    "https://opensource.zalando.com/restful-api-guidelines/#176",
  ],
  options: {
    minimumErrors: count("how many error bodies a document must have before one shape can be expected", 4, 2),
  },
  check({ api, report, options }) {
    const settled: { document: ApiDocument; majority: Majority }[] = [];
    for (const document of api.documents) {
      const bodies = errorBodiesOf(document);
      const majority = majorityOf(bodies);
      if (!majority || bodies.length < options.minimumErrors) continue;
      if (majority.count * 2 <= majority.of) {
        const shapes = distinctShapes(bodies);
        report({
          at: document,
          message: `the ${bodies.length} error bodies of this API have ${shapes.length} different shapes; \`${shapeName(majority.shape)}\`, the most frequent, makes ${percent(majority)}`,
          related: shapes.slice(0, 3).map((body) => ({ at: body.shape.at, label: `\`${shapeName(body.shape)}\`` })),
        });
        continue;
      }
      settled.push({ document, majority });
      reportOdd(document, bodies, majority, report);
    }
    reportAcross(settled, report);
  },
});

type Reporter = (report: Report) => void;

/** One finding a cause: the component, or the copies of one shape written where they are used. */
function reportOdd(document: ApiDocument, bodies: readonly ErrorBody[], majority: Majority, report: Reporter): void {
  const responses = new Map<string, { body: ErrorBody; uses: number }>();
  for (const body of bodies) {
    if (extendsShape(body.shape, majority.shape)) continue;
    const key = placeKey(body.response.at);
    const known = responses.get(key);
    if (known) known.uses++;
    else responses.set(key, { body, uses: 1 });
  }
  for (const { body, uses } of responses.values()) {
    const { operation, response, shape } = body;
    const name =
      uses > 1
        ? `this error response, used ${uses} times,`
        : `error \`${response.status}\` of \`${operation.method} ${operation.path}\``;
    report({
      at: response,
      message: `${name} has the shape \`${shapeName(shape)}\`; ${percent(majority)} of this API's errors are \`${shapeName(majority.shape)}\``,
      label: `\`${shapeName(shape)}\``,
      key: body.outline,
      related: [
        ...(placeKey(shape.at).startsWith(placeKey(response.at)) ? [] : [{ at: shape.at, label: "the odd shape" }]),
        { at: majority.shape.at, label: `what ${majority.count} of ${majority.of} errors look like` },
      ],
      fold: { by: "cause", key: `${familyOf(document)} ${shape.name ?? body.outline}` },
    });
  }
}

/** Documents of one repository need not be one API, so this is less sure: each differing shape once, however many documents have it. */
function reportAcross(settled: readonly { document: ApiDocument; majority: Majority }[], report: Reporter): void {
  if (settled.length < 3) return;
  const counts = new Map<string, number>();
  for (const { majority } of settled) counts.set(majority.outline, (counts.get(majority.outline) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (!usual || usual[1] * 2 <= settled.length) return;
  const model = settled.find(({ majority }) => majority.outline === usual[0]);
  if (!model) return;
  for (const { document, majority } of settled) {
    if (extendsShape(majority.shape, model.majority.shape)) continue;
    report({
      at: document,
      message: `errors of this document are \`${shapeName(majority.shape)}\`; those of ${usual[1]} of ${settled.length} documents are \`${shapeName(model.majority.shape)}\``,
      key: "across documents",
      related: [
        { at: majority.shape.at, label: "the shape here" },
        { at: model.majority.shape.at, label: "the shape elsewhere" },
      ],
      fold: { by: "cause", key: `across ${majority.outline}` },
      confidence: "medium",
    });
  }
}

function distinctShapes(bodies: readonly ErrorBody[]): readonly ErrorBody[] {
  return [...new Map(bodies.toReversed().map((body) => [body.outline, body])).values()].toReversed();
}

/** Rounded down, so that 99.6 % with an exception in sight is not all of them. */
function percent(majority: Majority): string {
  return `${Math.floor((majority.count / majority.of) * 100)} %`;
}
