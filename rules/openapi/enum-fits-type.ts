import type { Report } from "../../src/findings/report.ts";
import { misfitsOf } from "../../src/model/api/schema-values.ts";
import { defineRule } from "../../src/rule/define.ts";
import type { JsonObject, OpenapiDocumentView, OpenapiNode } from "../../src/rule/openapi-visitor.ts";

interface Context {
  readonly document: OpenapiDocumentView;
  report(report: Report): void;
}

export default defineRule({
  id: "openapi/enum-fits-type",
  practice: "api/validation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "listed values are of the type the schema has",
  why: 'A value must be of the type and be one of the `enum`. A listed value of another type can therefore never be sent: `1` beside `type: string` refuses both 1 (no string) and "1" (not listed), and generators write a constant that does not compile or never matches.',
  fix: 'write the values as the type has them: quoted in YAML for strings (`"1"`, `"true"`), plain for numbers; a list of choices for an array belongs under `items`; a nullable `enum` lists `null` and has the type for it',
  tradeoff:
    "None that is known: a document that needs such a value has the wrong `type`, and saying the right one costs nothing.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-validation#name-enum",
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
  ],
  visit: {
    Schema: (node, context) => judge(node, node.value, "", context),
    // 2.0 writes the schema of a parameter and of a header beside its name, and their items are no schemas of their own.
    Parameter: (node, context) => {
      if (context.document.dialect === "2.0") judgeOld(node, context);
    },
    Header: (node, context) => {
      if (context.document.dialect === "2.0") judgeOld(node, context);
    },
  },
});

function judgeOld(node: OpenapiNode, context: Context): void {
  judge(node, node.value, "", context);
  const { items } = node.value;
  if (typeof items === "object" && items !== null && !Array.isArray(items))
    judge(node, items as JsonObject, "items", context);
}

function judge(node: OpenapiNode, schema: JsonObject, under: string, { document, report }: Context): void {
  if (schema["enum"] === undefined) return;
  for (const { message, cause, aboutNull } of misfitsOf(schema)) {
    const holder = under === "" ? node.at : node.member(under);
    report({
      at: { file: holder.file, pointer: `${holder.pointer}/enum` },
      anchor: `${node.anchor}${under === "" ? "" : `/${under}`}/enum`,
      message: `${message} (${nameOf(node)})`,
      key: message,
      // Whoever forgot to quote one list of numbers forgot it in all of them.
      fold: { by: "cause", key: `${document.file} ${cause}` },
      ...(aboutNull ? { confidence: "medium" as const } : {}),
    });
  }
}

/** The property, parameter or component, which the place alone does not say to a reader of a list. */
function nameOf(node: OpenapiNode): string {
  const holder = node.kind === "Parameter" ? node : node.parent;
  const name = holder?.kind === "Parameter" ? (holder.value as JsonObject)["name"] : undefined;
  if (typeof name === "string") return `parameter \`${name}\``;
  const isNamed = node.kind === "Schema" && !/^(?:items|schema|\d+)$/.test(node.key);
  return isNamed || node.kind === "Header"
    ? `\`${node.key}\``
    : `${node.key === "items" ? "items of " : "in "}\`${node.parent?.key ?? node.key}\``;
}
