import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import type { Report } from "../../src/findings/report.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { schemaOf, schemasUnder } from "../../src/model/api/schemas.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-live-use-of-deprecated",
  practice: "api/versioning",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no operation that stays requires what goes",
  why: "A parameter, property or schema that is deprecated and required at once cannot be left: a client that heeds the warning gets a 400, one that does not breaks on the day of the removal. The same holds for an answer whose whole body is a deprecated schema. Nobody can move until the requirement is lifted, so the deprecation stands for ever.",
  fix: "make it optional when it is deprecated, or deprecate the operation along with it",
  tradeoff:
    "Within one release, when the server already ignores the value and only old validators still ask for it, the contradiction is harmless.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#parameter-object",
    "https://opensource.zalando.com/restful-api-guidelines/#187",
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-deprecated",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const live = document.operations.filter((operation) => !operation.deprecated);
      reportParameters(document, live, report);
      reportProperties(document, live, report);
      reportAnswers(document, live, report);
    }
  },
});

type Reporter = (report: Report) => void;

function reportParameters(document: ApiDocument, live: readonly Operation[], report: Reporter): void {
  const required = live.flatMap((operation) =>
    operation.parameters.flatMap((parameter) => {
      if (!parameter.required || parameter.in === "path") return [];
      const node = document.source.node(parameter.at);
      return node?.flag("deprecated") === true ? [{ operation, parameter, node }] : [];
    }),
  );
  for (const [{ operation, parameter }, ...others] of groupedBy(required, (each) => each.node.id).values())
    report({
      at: parameter,
      message: `the ${parameter.in} parameter \`${parameter.name}\` is deprecated and required by ${usersText(operation, others.length)}`,
      label: "deprecated and required",
      related: [{ at: operation, label: "required here" }],
    });
}

/** Each schema under a request body once, at the first operation that sends it. */
function reportProperties(document: ApiDocument, live: readonly Operation[], report: Reporter): void {
  const seen = new Set<string>();
  for (const operation of live) {
    for (const content of operation.requestBody?.contents ?? []) {
      const body = schemaOf(document, content);
      if (!body) continue;
      for (const { schema } of schemasUnder(body, seen)) {
        const required = new Set(schema.texts("required"));
        if (required.size === 0) continue;
        for (const property of schema.get("properties")?.members() ?? []) {
          if (!required.has(property.key) || property.flag("deprecated") !== true) continue;
          if (property.flag("readOnly") === true) continue;
          report({
            at: property.from,
            anchor: schema.anchor,
            key: property.key,
            message: `the property \`${property.key}\` is deprecated and required by ${operationText(operation)}`,
            label: "deprecated and required",
            related: [{ at: operation, label: "sent here" }],
          });
        }
      }
    }
  }
}

function reportAnswers(document: ApiDocument, live: readonly Operation[], report: Reporter): void {
  const answers = live.flatMap((operation) =>
    operation.responses.flatMap((response) =>
      response.contents.flatMap((content) => {
        const body = schemaOf(document, content);
        const odd = body && [body, body.get("items")].find((schema) => schema?.flag("deprecated") === true);
        return odd ? [{ operation, schema: odd as ApiNode }] : [];
      }),
    ),
  );
  for (const [{ operation, schema }, ...others] of groupedBy(answers, (each) => each.schema.id).values())
    report({
      at: schema,
      message: `${schema.name === null ? "this schema" : `the schema \`${schema.name}\``} is deprecated and is what ${usersText(operation, others.length)} answers`,
      label: "deprecated",
      related: [{ at: operation, label: "answered here" }],
    });
}

function usersText(first: Operation, others: number): string {
  return others === 0 ? operationText(first) : `${operationText(first)} and ${counted(others, "other operation")}`;
}
