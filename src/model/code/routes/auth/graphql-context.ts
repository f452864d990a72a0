import type { Mode } from "./request.ts";
import { ABSENT, literal, part, unknown, type Value } from "../program/values.ts";
import { isCallerName } from "./vocabulary.ts";

/**
 * What functions of GraphQL are given, each by one convention: a resolver the parent, the arguments, the context and the
 * request's AST; what stands before one (an `authChecker`, a middleware of type-graphql) all of that in one object; and what
 * makes the context the request of the server it runs in, in the form every server has its own of.
 */
export function graphqlGiven(mode: Mode): readonly Value[] {
  const context = part("graphql-context");
  if (mode === "handler") return [unknown("parent"), unknown("args", "input"), context, unknown("info")];
  const fields = new Map<string, Value>([
    ["req", part("request")],
    ["request", part("request")],
    ["res", part("response")],
    ["response", part("response")],
    ["reply", part("response")],
    ["ctx", part("koa-context")],
    ["event", part("request")],
    ["headers", part("headers")],
    ["cookies", part("cookies")],
    ["session", part("session")],
    ["connectionParams", part("headers")],
    ["root", unknown("root")],
    ["args", unknown("args", "input")],
    ["context", context],
    ["info", unknown("info")],
  ]);
  const all: Value = { kind: "record", fields, open: true };
  return mode === "middleware" ? [all, part("next")] : [all, unknown("roles")];
}

/** A property of the context: who is calling is missing, whatever else it holds is not. */
export function graphqlMember(key: string): Value {
  if (/^(req|request|rawRequest)$/i.test(key)) return part("request");
  if (/^(res|response|reply)$/i.test(key)) return part("response");
  if (key === "headers") return part("headers");
  if (key === "cookies") return part("cookies");
  if (key === "session") return part("session");
  return isCallerName(key) || /^(auth|is)\w*(authenticated|authed|auth|loggedIn|admin)$/i.test(key)
    ? ABSENT
    : unknown(key);
}

/** A method of the context: `context.getUser()`; null for what is not about who calls. */
export function graphqlMethod(key: string): Value | null {
  if (/^is(Authenticated|LoggedIn|SignedIn|Authed|Auth)$/i.test(key)) return literal(false, true);
  return isCallerName(key.replace(/^(get|has|is|load|fetch|require)/, "")) ? ABSENT : null;
}

/** What `GqlExecutionContext` of Nest gives beside what every ExecutionContext has (https://docs.nestjs.com/graphql/other-features). */
export function executionMember(key: string): Value | null {
  switch (key) {
    case "getContext":
      return part("graphql-context");
    case "getType":
      return literal("graphql");
    case "getRoot":
    case "getInfo":
      return unknown(key);
    case "getArgs":
      return unknown("args", "input");
    case "getHandler":
    case "getClass":
      return part("target");
    default:
      return null;
  }
}
