import { knownSecret } from "../../src/model/code/secret-formats.ts";
import type { Json, JsonObject, OpenapiDocumentView, OpenapiNode } from "../../src/rule/openapi-visitor.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-secret-in-example",
  practice: "api/privacy",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "examples hold no key that could be a real one",
  why: "Examples are made by copying what came back, and with it the token that was in use. The contract is then published: rendered as documentation, indexed, put into packages and client repositories, where scanners look for just these prefixes. Even one that was made up sets off the secret scanners of everyone who vendors the file.",
  fix: "withdraw the key if it ever worked, and write one that says what it is: `sk_live_EXAMPLE`, `<token>`",
  tradeoff: "A token that was signed for the documentation, expired and worth nothing, harms nobody.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/540.html",
  ],
  visit: {
    MediaType: (node, context) => search(node, ["example"], context),
    Parameter: (node, context) => search(node, ["example", "x-example", "default"], context),
    Header: (node, context) => search(node, ["example", "x-example", "default"], context),
    Schema: (node, context) => search(node, ["example", "examples", "default"], context),
    Example: (node, context) => search(node, ["value", "dataValue", "serializedValue"], context),
    Response: (node, context) => search(node, ["examples"], context),
  },
});

/** One finding a member: an example that shows three keys is withdrawn as one. */
function search(
  node: OpenapiNode,
  keys: readonly string[],
  { document, report }: { readonly document: OpenapiDocumentView; report(report: Report): void },
): void {
  for (const key of keys) {
    const value = node.value[key];
    // 3.x's `examples` of anything but a schema hold nodes of their own.
    if (value === undefined || (key === "examples" && node.kind === "Response" && !isLegacy(node.value))) continue;
    const found = secretIn(value);
    if (found)
      report({
        at: node.member(key),
        anchor: node.anchor,
        key,
        message: `this ${key === "default" ? "default" : "example"} holds ${found.what} (\`${found.shown}…\`)`,
        masked: true,
        fold: { by: "cause", key: `${document.file} ${found.what}` },
      });
  }
}

/** 2.0 puts the examples of a response beside its schema. */
function isLegacy(response: JsonObject): boolean {
  return response["content"] === undefined;
}

function secretIn(example: Json) {
  const waiting: Json[] = [example];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === "string") {
      const secret = knownSecret(value);
      if (secret) return secret;
    } else if (typeof value === "object" && value !== null)
      for (const member of Object.values(value)) if (member !== undefined) waiting.push(member as Json);
  }
  return null;
}
