import type { ApiDocument, Operation, SecurityRequirement, SecurityScheme } from "../../../facts/api.ts";
import { listed, type Difference } from "./difference.ts";
import type { Ledger } from "./ledger.ts";

interface Credential {
  /** What the scheme is, whatever it is called. */
  readonly identity: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Whether each set of credentials that sufficed before still does. */
export function compareSecurity(
  before: { readonly operation: Operation; readonly document: ApiDocument },
  after: { readonly operation: Operation; readonly document: ApiDocument },
  call: number,
  ledger: Ledger,
): void {
  const old = alternativesOf(before.operation.security, before.document);
  const now = alternativesOf(after.operation.security, after.document);
  if (now.some((credentials) => credentials.length === 0)) return;
  const write = (said: Pick<Difference, "kind" | "subject" | "fact" | "confidence">) =>
    ledger.write(
      {
        direction: "request",
        was: null,
        at: after.operation.securityAt ?? after.operation.at,
        // What the document says once is one cause, whichever operation meets it.
        anchor: after.operation.securityFrom === "operation" ? after.operation.anchor : after.document.anchor,
        key: `${said.kind} ${said.subject}`,
        ...said,
      },
      call,
    );
  if (now.length === 0) return;
  if (old.length === 0 || old.some((credentials) => credentials.length === 0)) {
    // A document that spoke of no security at all had not said that there was none.
    const spoke = before.document.securitySchemes.length > 0;
    const fact = `${now.length > 1 ? "are" : "is"} now required in`;
    write({
      kind: "security-required",
      subject: listed(now.map(namesOf)),
      fact,
      confidence: spoke ? "high" : "medium",
    });
    return;
  }
  const lost = old.filter((credentials) => !now.some((wanted) => suffices(credentials, wanted)));
  const [first] = lost;
  if (!first) return;
  const scoped = now.find((wanted) => wanted.every((one) => first.some((held) => held.identity === one.identity)));
  if (scoped) {
    const missing = scoped.flatMap((one) =>
      one.scopes.filter((scope) => !first.find((held) => held.identity === one.identity)?.scopes.includes(scope)),
    );
    // Where no scope was named, nothing had been said of what a token may do.
    const named = first.some(({ scopes }) => scopes.length > 0);
    write({
      kind: "scope-added",
      subject: `${missing.length > 1 ? "scopes" : "scope"} ${listed(missing)}`,
      fact: `${missing.length > 1 ? "are" : "is"} now required in`,
      confidence: named ? "high" : "medium",
    });
    return;
  }
  const sure = !lost.every((credentials) => now.some((wanted) => isSameKind(credentials, wanted)));
  write({
    kind: "security-scheme-changed",
    subject: listed(lost.map(namesOf)),
    fact: "is no longer enough in",
    confidence: sure ? "high" : "medium",
  });
}

function alternativesOf(
  security: readonly SecurityRequirement[],
  document: ApiDocument,
): readonly (readonly Credential[])[] {
  return security.map(({ schemes }) =>
    schemes.map(({ name, scopes }) => {
      const scheme = document.securitySchemes.find((each) => each.name === name);
      return { identity: scheme ? identityOf(scheme) : name, name, scopes };
    }),
  );
}

function identityOf(scheme: SecurityScheme): string {
  if (scheme.type === "apiKey") return `apiKey ${scheme.in} ${scheme.parameterName?.toLowerCase()}`;
  if (scheme.type === "http") return `http ${scheme.scheme?.toLowerCase()}`;
  return scheme.type;
}

/** Whether who holds these credentials has what is wanted. */
function suffices(held: readonly Credential[], wanted: readonly Credential[]): boolean {
  return wanted.every((one) =>
    held.some((each) => each.identity === one.identity && one.scopes.every((scope) => each.scopes.includes(scope))),
  );
}

/** Tokens in the `Authorization` header, by three names. */
function isSameKind(held: readonly Credential[], wanted: readonly Credential[]): boolean {
  const bearer = ({ identity }: Credential) =>
    /^(?:http bearer|oauth2|openIdConnect|apiKey header authorization)$/.test(identity);
  return held.every(bearer) && wanted.every(bearer);
}

function namesOf(credentials: readonly Credential[]): string {
  return credentials.map(({ name }) => name).join(" and ");
}
