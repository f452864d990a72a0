import { patternMistake } from "../../src/model/api/patterns.ts";
import { defineRule } from "../../src/rule/define.ts";
import type { Report } from "../../src/findings/report.ts";
import type { JsonObject, OpenapiNode } from "../../src/rule/openapi-visitor.ts";

export default defineRule({
  id: "openapi/pattern-compiles",
  practice: "api/validation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every `pattern` is a regular expression of ECMAScript",
  why: "Patterns are ECMAScript regular expressions (JSON Schema 2020-12, 6.4; OpenAPI 3.0, Schema Object), in whatever language the server is written. One in another dialect does not compile, so that a validator stops or drops the check without a word; or it compiles and means something else: `\\A` is the letter A, and the slashes of `/^a$/` must be in the text, so that no value is ever valid.",
  fix: "write it without delimiters, with `^` and `$` for the ends, and with classes spelled out (`[A-Za-z]` for `[:alpha:]` or for an inline `(?i)`)",
  tradeoff: "None that is known: a pattern that only one server's own library can read belongs into the description.",
  references: [
    "https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions",
    "https://spec.openapis.org/oas/v3.0.4.html#schema-object",
    "https://tc39.es/ecma262/#sec-regexp-regular-expression-objects",
  ],
  visit: {
    Schema: (node, { report }) => {
      judge(node, node.value, "", report);
      judgeKeys(node, report);
    },
    // 2.0 writes the schema of a parameter and of a header beside its name.
    Parameter: (node, { report, document }) => {
      if (document.dialect === "2.0") judgeOld(node, report);
    },
    Header: (node, { report, document }) => {
      if (document.dialect === "2.0") judgeOld(node, report);
    },
  },
});

type Reporter = (report: Report) => void;

function judge(node: OpenapiNode, schema: JsonObject, under: string, report: Reporter): void {
  const pattern = schema["pattern"];
  const mistake = typeof pattern === "string" ? patternMistake(pattern) : null;
  if (mistake === null || typeof pattern !== "string") return;
  const holder = under === "" ? node.at : node.member(under);
  report({
    at: { file: holder.file, pointer: `${holder.pointer}/pattern`, on: "value" },
    anchor: `${node.anchor}${under === "" ? "" : `/${under}`}/pattern`,
    message: `pattern \`${shortened(pattern)}\` cannot be used: ${mistake}`,
    // One pattern copied to many places is one mistake.
    fold: { by: "cause", key: pattern },
  });
}

/** The keys of `patternProperties` are patterns too. */
function judgeKeys(node: OpenapiNode, report: Reporter): void {
  const { patternProperties } = node.value;
  if (typeof patternProperties !== "object" || patternProperties === null) return;
  for (const pattern of Object.keys(patternProperties)) {
    const mistake = patternMistake(pattern);
    if (mistake === null) continue;
    report({
      at: node.member("patternProperties"),
      anchor: `${node.anchor}/patternProperties`,
      message: `pattern \`${shortened(pattern)}\` of \`patternProperties\` cannot be used: ${mistake}`,
      key: pattern,
    });
  }
}

function judgeOld(node: OpenapiNode, report: Reporter): void {
  judge(node, node.value, "", report);
  const { items } = node.value;
  if (typeof items === "object" && items !== null && !Array.isArray(items))
    judge(node, items as JsonObject, "items", report);
}

function shortened(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 59)}…` : pattern;
}
