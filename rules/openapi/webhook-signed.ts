import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

const signature =
  /signature|hmac|digest|x-hub|webhook-id|jws|authorization|(?:secret|verification)-?token|x-[\w-]*(?:secret|token)$/i;
const methods = ["post", "put", "patch", "get", "delete"];

export default defineRule({
  id: "openapi/webhook-signed",
  practice: "api/auth",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "who receives a webhook can tell who sent it",
  why: "A webhook is a request to a public URL of the receiver, and anyone who learns the URL can send one: *the payment succeeded*. A signature over the body, with a time in it, is how the receiver tells the real ones and keeps old ones from being sent again. Receivers only check what the contract tells them of.",
  fix: "declare the header that carries the signature (`Webhook-Signature` of Standard Webhooks, `Signature` of RFC 9421) as a parameter of each webhook, or a security scheme for it",
  tradeoff:
    "A webhook that carries no data and only says *look again*, whose receiver then asks the API, needs no signature; neither does one whose body is itself a signed token.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9421",
    "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    "https://spec.openapis.org/oas/v3.1.1.html#oas-webhooks",
  ],
  options: { signatureHeaders: list("headers that carry a signature under a name of their own") },
  check({ api, report, options }) {
    const known = new Set(options.signatureHeaders.map((header) => header.toLowerCase()));
    const isSignature = (name: string) => signature.test(name) || known.has(name.toLowerCase());
    for (const document of api.documents) {
      const webhooks = document.webhooks.filter(({ deprecated }) => !deprecated);
      for (const webhook of webhooks) {
        if (isSigned(webhook, isSignature)) continue;
        report({
          at: webhook,
          message: `nothing lets the receiver of the webhook \`${webhook.path}\` tell who sent it: no signature header and no security`,
          label: "anyone can send it",
          fold: { by: "convention", key: `${document.file} webhooks`, of: webhooks.length },
        });
      }
      const callbacks = callbacksOf(document);
      for (const [first, ...others] of groupedBy(callbacks, ({ node }) => node.id).values()) {
        const { node, name } = first;
        if (node.has("security") || parametersOf(node).some(isSignature)) continue;
        report({
          at: node,
          message: `nothing lets the receiver of the callback \`${name}\`${others.length > 0 ? `, declared by ${counted(others.length + 1, "operation")},` : ""} tell who sent it: no signature header and no security`,
          label: "anyone can send it",
          fold: { by: "convention", key: `${document.file} callbacks`, of: callbacks.length },
        });
      }
    }
  },
});

function isSigned(webhook: Operation, isSignature: (name: string) => boolean): boolean {
  return (
    webhook.security.some(({ schemes }) => schemes.length > 0) ||
    webhook.parameters.some((parameter) => parameter.in === "header" && isSignature(parameter.name))
  );
}

/** The requests under the `callbacks` of the operations, each as often as it is declared. */
function callbacksOf(document: ApiDocument): readonly { node: ApiNode; name: string }[] {
  return document.operations.flatMap((operation) =>
    (document.source.node(operation.at)?.get("callbacks")?.members() ?? []).flatMap((callback) =>
      callback.members().flatMap((item) =>
        methods.flatMap((method) => {
          const node = item.get(method);
          return node ? [{ node, name: callback.key }] : [];
        }),
      ),
    ),
  );
}

function parametersOf(operation: ApiNode): readonly string[] {
  return (operation.get("parameters")?.items() ?? []).flatMap((parameter) =>
    parameter.text("in") === "header" ? [parameter.text("name") ?? ""] : [],
  );
}
