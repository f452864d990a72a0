import { answers, isBareMethod } from "../../src/model/api/error-answers.ts";
import { isProtocolEndpoint } from "../../src/model/api/paths.ts";
import { isSecured } from "../../src/model/api/security.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/unauthorized-on-secured",
  practice: "api/errors",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what asks for credentials says how it turns callers away",
  why: "401 and 403 ask different things of a client: get new credentials and try again, or give up. Tokens expire in the middle of everything, so each client needs this path, and generated ones only have it where the contract declares it. 403 is due where credentials can be good and still not good enough, as with scopes.",
  fix: "declare 401 on each secured operation, and 403 where scopes or rights are checked, by reference to responses the whole API shares",
  tradeoff:
    "Where a gateway turns callers away before the service sees them, its own contract may be the place for 401; the clients still get it.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
    "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const secured = document.operations.filter(
        (operation) =>
          isSecured(operation) &&
          !operation.deprecated &&
          !isBareMethod(operation) &&
          !isProtocolEndpoint(operation.path) &&
          operation.responses.length > 0,
      );
      const silent = secured.filter((operation) => !answers(operation, 401));
      for (const operation of silent)
        report({
          at: operation,
          message: `${operationText(operation)} asks for credentials and declares no 401${silent.length < secured.length ? `, unlike ${secured.length - silent.length} of ${counted(secured.length, "secured operation")}` : ""}`,
          key: "401",
          // Documents that are versions or copies of one API share their gaps.
          fold: {
            by: "cause",
            key: silent.length === secured.length ? "no 401" : `401 ${silent.length} ${silent[0]?.path}`,
          },
        });
      const scoped = secured.filter((operation) =>
        operation.security.every(({ schemes }) => schemes.some((scheme) => scheme.scopes.length > 0)),
      );
      const unforbidden = scoped.filter((operation) => !answers(operation, 403));
      for (const operation of unforbidden)
        report({
          at: operation,
          message: `${operationText(operation)} asks for a scope and declares no 403 for callers without it${unforbidden.length < scoped.length ? `, unlike ${scoped.length - unforbidden.length} of ${scoped.length}` : ""}`,
          key: "403",
          fold: {
            by: "cause",
            key: unforbidden.length === scoped.length ? "no 403" : `403 ${unforbidden.length} ${unforbidden[0]?.path}`,
          },
        });
    }
  },
});
