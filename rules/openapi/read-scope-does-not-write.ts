import type { Operation } from "../../src/facts/api.ts";
import { successesOf } from "../../src/model/api/answers.ts";
import { onlyAsks, scopeAllows } from "../../src/model/api/scopes.ts";
import { isSafeMethod, scopesOf } from "../../src/model/api/security.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/read-scope-does-not-write",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no scope that is called a read lets its holder write",
  why: "Whoever grants `users:read` believes that nothing can be changed with it: it is what the consent screen says, and why it is given to reporting tools and partners. A write behind it is a right that was handed out by mistake, and no review of the tokens finds it.",
  fix: "ask for a scope that says what it allows (`users:write`) on every operation that changes something",
  tradeoff:
    "A POST that only asks (a search with a long filter) reads in spite of its method; call its path after what it does, or list it.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://www.rfc-editor.org/rfc/rfc6749#section-3.3",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const operation of document.operations) {
        if (isSafeMethod(operation) || (operation.method === "POST" && asksOnly(operation))) continue;
        const requirement = operation.security.find((each) => {
          const scopes = scopesOf(each);
          return scopes.length > 0 && scopes.every((scope) => scopeAllows(scope) === "reading");
        });
        if (!requirement) continue;
        const scopes = scopesOf(requirement).map((scope) => `\`${scope}\``);
        report({
          at: operation,
          message: `${operationText(operation)} changes something and asks for ${scopes.join(" and ")} alone`,
          label: "a write",
          ...(operation.method === "POST" ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});

/** A POST that answers 200 with a body and nothing else may be a question too long for a URL. */
function asksOnly(operation: Operation): boolean {
  const successes = successesOf(operation);
  return (
    onlyAsks(operation.path) ||
    (successes.length > 0 && successes.every(({ status, contents }) => status === "200" && contents.length > 0))
  );
}
