import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { schemesOf, securityNode } from "../../src/model/api/security.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { didYouMean } from "../../src/findings/did-you-mean.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/security-scheme-defined",
  practice: "api/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "each scheme and scope that is asked for is declared",
  why: "`security` asks for a scheme by its name. When no scheme of that name is declared, the requirement has no meaning: some tools refuse the document, others generate a client or a gateway route without any authentication, and none of them says which. A scope that no flow of its scheme declares cannot be requested, so no token ever has it.",
  fix: "declare the scheme under `components/securitySchemes` (`securityDefinitions` in 2.0) or correct its name; list each scope in the flows that grant it",
  tradeoff:
    "None in a contract that stands alone. Documents that are put together by a build step may get their schemes there; lint what it makes.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
    "https://spec.openapis.org/oas/v3.1.1.html#oauth-flow-object",
    "https://spec.openapis.org/oas/v2.0.html#security-requirement-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const asked = [...document.operations, ...document.webhooks].flatMap((operation) =>
        operation.security.flatMap(({ schemes }) => schemes.map((scheme) => ({ operation, ...scheme }))),
      );
      const declared = schemesOf(document);
      const unknown = asked.filter(({ name }) => !declared.has(name) && !isReference(document, name));
      for (const [name, uses] of groupedBy(unknown, (each) => each.name))
        reportAt(document, uses[0].operation, report, {
          message: `the security scheme \`${name}\` is not declared, and ${counted(uses.length, "operation")} ask${uses.length === 1 ? "s" : ""} for it${didYouMean(name, [...declared.keys()])}`,
          key: name,
        });
      reportScopes(document, asked, report);
    }
  },
});

interface Asked {
  readonly operation: Operation;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** 3.2 lets the name be the URI of a scheme declared elsewhere. */
function isReference(document: ApiDocument, name: string): boolean {
  return document.dialect === "3.2" && /[/#:]/.test(name);
}

function reportScopes(document: ApiDocument, asked: readonly Asked[], report: (report: Report) => void): void {
  const schemes = schemesOf(document);
  const granted = new Map(
    document.securitySchemes.map((scheme) => [scheme.name, new Set(scheme.flows.flatMap((flow) => flow.scopes))]),
  );
  const undeclared = asked.flatMap(({ operation, name, scopes }) => {
    const scheme = schemes.get(name);
    if (scheme?.type !== "oauth2" || scheme.flows.length === 0) return [];
    return scopes.flatMap((scope) => (granted.get(name)?.has(scope) ? [] : [{ operation, scheme, scope }]));
  });
  for (const [, uses] of groupedBy(undeclared, ({ scheme, scope }) => JSON.stringify([scheme.name, scope]))) {
    const [{ operation, scheme, scope }] = uses;
    reportAt(document, operation, report, {
      message: `no flow of \`${scheme.name}\` grants the scope \`${scope}\`, which ${operationText(operation)}${uses.length > 1 ? ` and ${counted(uses.length - 1, "other operation")}` : ""} ask${uses.length > 1 ? "" : "s"} for${didYouMean(scope, [...(granted.get(scheme.name) ?? [])])}`,
      key: `${scheme.name} ${scope}`,
      related: [{ at: scheme, label: `\`${scheme.name}\` is declared here` }],
      fold: { by: "convention", key: `${document.file} ${scheme.name}`, of: countScopes(asked, scheme.name) },
    });
  }
}

function countScopes(asked: readonly Asked[], name: string): number {
  return new Set(asked.filter((each) => each.name === name).flatMap(({ scopes }) => scopes)).size;
}

/** At the requirement, which may be the document's own. */
function reportAt(
  document: ApiDocument,
  operation: Operation,
  report: (report: Report) => void,
  rest: Omit<Report, "at">,
): void {
  report({ at: securityNode(document, operation) ?? operation, ...rest });
}
