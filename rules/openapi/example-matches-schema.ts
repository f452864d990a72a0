import type { Mismatch, ValueUse } from "../../src/facts/api-source.ts";
import type { PointerPlace } from "../../src/findings/place.ts";
import type { Report } from "../../src/findings/report.ts";
import { familyOf } from "../../src/model/api/family.ts";
import { faultOf } from "../../src/model/api/example-faults.ts";
import {
  examplesAt,
  examplesByMediaType,
  isAssembled,
  isWrittenAsData,
  parsedJson,
  readAsText,
  valueAt,
  type Example,
} from "../../src/model/api/written-examples.ts";
import { useOf } from "../../src/model/api/value-use.ts";
import { defineRule } from "../../src/rule/define.ts";
import type { Json, OpenapiDocumentView, OpenapiNode } from "../../src/rule/openapi-visitor.ts";

interface Context {
  readonly document: OpenapiDocumentView;
  report(report: Report): void;
}

export default defineRule({
  id: "openapi/example-matches-schema",
  practice: "api/examples",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every example fits its schema",
  why: "An example is what people copy, what mock servers answer, and what contract tests send. One that its own schema refuses teaches the wrong call, and makes the first test of a client fail against a server that is right. As often it is the schema that is wrong: the example was taken from the running API, which does send `null` there, and generated clients will reject what they are sent.",
  fix: "ask which of the two tells the truth: mend the example, or the schema (a missing `null`, a wrong type, a property that is not always there)",
  tradeoff:
    "An example that shows a mistake and the answer to it breaks its schema on purpose: describe the call in words there. The same fault in several examples is one finding: what is `null` and may not be, required properties that are left out, one property in the wrong type. `format` is judged for dates, times, UUIDs and int32 alone, `oneOf` as `anyOf`, and `not` and `if` are left aside.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#working-with-examples",
    "https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-media-type-object",
    "https://json-schema.org/draft/2020-12/json-schema-validation#section-9.5",
  ],
  visit: {
    MediaType(node, context) {
      if (!isWrittenAsData(node.key)) return;
      for (const key of ["schema", "itemSchema"])
        if (node.value[key] !== undefined && (key === "schema" || node.value["schema"] === undefined))
          judge(node, examplesAtNode(node, context), { key, body: true }, context);
    },
    Parameter(node, context) {
      judge(node, examplesAtNode(node, context), { key: "schema", body: false }, context);
    },
    Header(node, context) {
      judge(node, examplesAtNode(node, context), { key: "schema", body: false }, context);
    },
    Response(node, context) {
      if (context.document.dialect !== "2.0") return;
      const source = context.document.source.node(node.at);
      const examples = source ? examplesByMediaType(source).filter(({ name }) => isWrittenAsData(name)) : [];
      judge(node, examples, { key: "schema", body: true }, context);
    },
    Schema(node, context) {
      judge(node, examplesAtNode(node, context), { key: null, body: false }, context);
    },
  },
});

function examplesAtNode(node: OpenapiNode, { document }: Context): readonly Example[] {
  if (node.value["example"] === undefined && node.value["examples"] === undefined) return [];
  const source = document.source.node(node.at);
  // Beside the `$ref` of a 3.1 schema stands what is the node's own.
  if (source?.at.pointer === node.at.pointer) return examplesAt(source);
  return examplesAt({ value: node.value, anchor: node.anchor, place: (key) => node.member(key), get: () => null });
}

/** `key`: where the schema stands in the node; null when the node is the schema. `body`: whether the value travels as data. */
function judge(
  node: OpenapiNode,
  examples: readonly Example[],
  { key, body }: { key: string | null; body: boolean },
  context: Context,
): void {
  if (key !== null && node.value[key] === undefined) return;
  const schema = key === null ? node.at : node.member(key);
  const use = key === null ? "either" : useOf(node);
  for (const example of examples) {
    if (isAssembled(example.value)) continue;
    const found = mismatches(example.value, schema, use, { text: !body && key !== null, body }, context);
    const [first] = found;
    if (first) context.report(reportOf(node, example, first, found, context));
  }
}

function titled({ root, file }: OpenapiDocumentView): { readonly title: string | null; readonly file: string } {
  const info = root["info"];
  const title = typeof info === "object" && info !== null && "title" in info ? info["title"] : null;
  return { title: typeof title === "string" ? title : null, file };
}

function mismatches(
  value: Json,
  schema: PointerPlace,
  use: ValueUse,
  { text, body }: { text: boolean; body: boolean },
  { document }: Context,
): readonly Mismatch[] {
  const found = document.source.mismatches(value, schema, use);
  if (found.length === 0) return found;
  if (text && readAsText(value).some((other) => document.source.mismatches(other, schema, use).length === 0)) return [];
  // A body given as its text, which is how tools show it.
  if (body && typeof value === "string" && typeof parsedJson(value) === "object") return [];
  return found;
}

function reportOf(
  node: OpenapiNode,
  example: Example,
  first: Mismatch,
  found: readonly Mismatch[],
  { document }: Context,
): Report {
  const name = example.name === "example" ? "the example" : `example \`${example.name}\``;
  const more = found.length === 1 ? "" : `, and ${found.length - 1} more`;
  const value = valueAt(example.value, first.pointer);
  const on = value === undefined || (typeof value === "object" && value !== null) ? "key" : "value";
  return {
    at: { at: { file: example.at.file, pointer: example.at.pointer + first.pointer, on }, anchor: example.anchor },
    message: `${name} does not fit its schema: ${first.message}${more}`,
    key: `${example.name}${first.pointer}`,
    related: [{ at: first.schema, label: "asked for here" }],
    fold: { by: "cause", key: JSON.stringify([familyOf(titled(document)), faultOf(node, example, first, value)]) },
  };
}
