import type { Json, OpenapiNode } from "../../src/rule/openapi-visitor.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/unique-enum-values",
  practice: "api/validation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no `enum` names a value twice",
  why: "Generators make a constant of each value, and two constants of one name do not compile in most languages. In a list that was typed, the second is often a slip for a value that is then missing, so that servers which validate by the contract refuse it.",
  fix: "take the second one out, or write the value that was meant",
  tradeoff: "None: JSON Schema asks for unique values.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2",
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
  const values = node.value["enum"];
  if (!Array.isArray(values)) return;
  const list: readonly Json[] = values;
  const place = node.member("enum");
  const first = new Map<string, number>();
  const twice: { value: Json; index: number; before: number }[] = [];
  for (const [index, value] of list.entries()) {
    if (typeof value === "object" && value !== null) continue;
    // The number 1 and the text "1" are two values.
    const key = JSON.stringify(value);
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else twice.push({ value, index, before });
  }
  const [slip] = twice;
  if (!slip) return;
  const at = (index: number) => ({ ...place, pointer: `${place.pointer}/${index}` });
  report({
    at: { at: at(slip.index), anchor: node.anchor },
    message: `\`enum\` names \`${String(slip.value)}\` twice${twice.length > 1 ? `, and ${twice.length - 1} more` : ""}`,
    related: [{ at: at(slip.before), label: "the first" }],
  });
}
