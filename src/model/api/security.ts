import type { ApiDocument, Operation, SecurityRequirement, SecurityScheme } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";

const reads = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"]);

/** Methods that HTTP calls safe: they ask, and change nothing (RFC 9110, 9.2.1). */
export function isSafeMethod(operation: Operation): boolean {
  return reads.has(operation.method);
}

/** Whether nobody gets in without credentials: security is asked for, and `{}` is none of its alternatives. */
export function isSecured(operation: Operation): boolean {
  return operation.security.length > 0 && operation.security.every((requirement) => requirement.schemes.length > 0);
}

export function schemesOf(document: ApiDocument): ReadonlyMap<string, SecurityScheme> {
  return new Map(document.securitySchemes.map((scheme) => [scheme.name, scheme]));
}

/** The operations of a document that ask for a scheme, alone or beside others, by the scheme's name. */
export function usersOf(document: ApiDocument): ReadonlyMap<string, readonly Operation[]> {
  const users = new Map<string, Operation[]>();
  for (const operation of [...document.operations, ...document.webhooks]) {
    const names = new Set(operation.security.flatMap((requirement) => requirement.schemes.map(({ name }) => name)));
    for (const name of names) {
      const known = users.get(name);
      if (known) known.push(operation);
      else users.set(name, [operation]);
    }
  }
  return users;
}

/** The `security` in effect as it is written, the operation's own or the document's. */
export function securityNode(document: ApiDocument, operation: Operation): ApiNode | null {
  return operation.securityAt && document.source.node(operation.securityAt);
}

/** The scopes one alternative asks for, sorted. */
export function scopesOf(requirement: SecurityRequirement): readonly string[] {
  return [...new Set(requirement.schemes.flatMap((scheme) => scheme.scopes))].toSorted();
}
