import type { OpenapiNode } from "../../src/rule/openapi-visitor.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";

/** A lower bound, an upper one, and whether one of them excludes its own value. */
const pairs: readonly (readonly [lower: string, upper: string, strict: boolean])[] = [
  ["minimum", "maximum", false],
  ["minLength", "maxLength", false],
  ["minItems", "maxItems", false],
  ["minProperties", "maxProperties", false],
  ["minContains", "maxContains", false],
  ["exclusiveMinimum", "exclusiveMaximum", true],
  ["exclusiveMinimum", "maximum", true],
  ["minimum", "exclusiveMaximum", true],
];

export default defineRule({
  id: "openapi/satisfiable-bounds",
  practice: "api/validation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "the bounds of a schema leave something between them",
  why: "A lower bound above the upper one lets no value through: a server that validates by the contract refuses every request, and one that does not accepts what the contract forbids. Most often the two were swapped, or one was changed and the other forgotten, so that nobody knows which limit is the real one.",
  fix: "set the bounds to what the server enforces",
  tradeoff: "None: a schema that nothing fits is written `false` or `not: {}`.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-validation#section-6",
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
  ],
  visit: {
    Schema: judge,
    // In 2.0 these are schemas themselves.
    Parameter: judge,
    Header: judge,
  },
});

function judge(node: OpenapiNode, { report }: { report(report: Report): void }): void {
  for (const [lower, upper, strict] of pairs) {
    const least = node.value[lower];
    const most = node.value[upper];
    if (typeof least !== "number" || typeof most !== "number") continue;
    const flagged =
      lower === "minimum" &&
      upper === "maximum" &&
      (node.value["exclusiveMinimum"] === true || node.value["exclusiveMaximum"] === true);
    if (strict || flagged ? least < most : least <= most) continue;
    report({
      at: { at: node.member(lower), anchor: node.anchor },
      message: `no value fits: \`${lower}\` is ${least} and \`${upper}\` is ${most}${flagged ? ", one of them exclusive" : ""}`,
      key: `${lower} ${upper}`,
      related: [{ at: node.member(upper), label: "the other bound" }],
    });
    return;
  }
}
