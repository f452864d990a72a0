import type { Report } from "../../src/findings/report.ts";
import { apiKey } from "../../src/model/api/documents.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { liveOperationsOf } from "../../src/model/api/live-operations.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/request-body-required",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a body with required members is required itself",
  why: "A request body is optional unless the document says `required: true` (OpenAPI 3, Request Body Object; 2.0, Parameter Object). The schema speaks only of a body that is there: with an optional body, `required: [name]` is met by sending nothing at all. Validators made from the contract let the empty request through, generated clients make the argument optional, and the handler reads `name` of undefined.",
  fix: "write `required: true` beside `content` (2.0: at the `body` parameter)",
  tradeoff:
    "A body that may be left out as a whole, but must be complete when it is sent, is meant as it is written. That is rare enough to be said in its description.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#request-body-object",
    "https://swagger.io/specification/v2/#parameter-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const withBody = liveOperationsOf(document).filter(
        ({ method, requestBody }) =>
          /^(?:POST|PUT|PATCH)$/.test(method) &&
          requestBody?.contents.some(({ schema }) => schema?.properties.some(({ required }) => required)),
      );
      const uses = new Map<string, number>();
      for (const { requestBody } of withBody)
        if (requestBody) uses.set(placeKey(requestBody.at), (uses.get(placeKey(requestBody.at)) ?? 0) + 1);
      const found: Report[] = [];
      const said = new Set<string>();
      for (const operation of withBody) {
        const body = operation.requestBody;
        const key = body ? placeKey(body.at) : "";
        if (!body || body.required || said.has(key)) continue;
        said.add(key);
        const properties = body.contents.flatMap(({ schema }) => schema?.properties ?? []);
        const needed = properties.find(({ required }) => required)?.name ?? "";
        const count = uses.get(key) ?? 1;
        const isSaid = document.source.node(body.at)?.flag("required") === false;
        found.push({
          at: body,
          message: `the body of ${operationText(operation)} may be left out, although \`${needed}\` in it is required${count > 1 ? ` (used by ${counted(count, "operation")})` : ""}`,
          label: isSaid ? "`required: false`" : "no `required: true`",
          // Somebody wrote that it may be left out.
          ...(isSaid ? { confidence: "medium" as const } : {}),
        });
      }
      reportMany(report, found, { key: apiKey(api, document), of: uses.size });
    }
  },
});
