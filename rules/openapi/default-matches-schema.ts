import type { OpenapiDocumentView, OpenapiNode } from "../../src/rule/openapi-visitor.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/default-matches-schema",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every `default` is a value its schema allows",
  why: "The default is what the server takes when a client sends nothing. Generated clients and servers write it into code, where a text in place of a number does not compile or is sent as it is; frameworks that fill defaults in before they validate refuse the request that left the value out.",
  fix: "write the default the server really takes, in the type of the schema",
  tradeoff: "`default: null` is left alone: it is how many say that there is none.",
  references: [
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
    "https://json-schema.org/draft/2020-12/json-schema-validation#section-9.2",
  ],
  visit: {
    Schema: judge,
    Parameter(node, context) {
      if (context.document.dialect === "2.0") judge(node, context);
    },
    Header(node, context) {
      if (context.document.dialect === "2.0") judge(node, context);
    },
  },
});

function judge(
  node: OpenapiNode,
  { document, report }: { readonly document: OpenapiDocumentView; report(report: Report): void },
): void {
  const value = node.value["default"];
  // In some schemas a property is called so, and what stands there is its schema.
  if (value === undefined || value === null) return;
  const [first] = document.source.mismatches(value, node.at, "either");
  if (!first) return;
  report({
    at: { at: { ...node.member("default"), on: typeof value === "object" ? "key" : "value" }, anchor: node.anchor },
    message: `the default does not fit its schema: ${first.message}`,
    related: [{ at: first.schema, label: "asked for here" }],
  });
}
