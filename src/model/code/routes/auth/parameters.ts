import type { Parameter } from "../../../../facts/routes.ts";
import { nameOf } from "../program/describe.ts";
import { ABSENT, literal, type Part, part, unknown, type Value } from "../program/values.ts";
import { graphqlMember } from "./graphql-context.ts";
import type { Ledger } from "./ledger.ts";
import { nameInPackage } from "./packages.ts";
import { partMember } from "./request.ts";
import { isCallerName } from "./vocabulary.ts";

const WHOLE: Readonly<Record<string, Part["part"]>> = {
  Req: "request",
  Request: "request",
  Res: "response",
  Response: "response",
  Next: "next",
  Session: "session",
  Headers: "headers",
};

/** What a parameter of a controller's method is given, by its decorators: Nest's own, or made by `createParamDecorator`. */
export function parameterValue(parameter: Parameter, decorators: readonly Value[], ledger: Ledger): Value {
  const name = parameter.target?.kind === "name" ? parameter.target.name : null;
  for (const decorator of decorators) {
    const [callee, given] = decorator.kind === "applied" ? [decorator.callee, decorator.arguments] : [null, []];
    const read = callee?.kind === "applied" ? callee.arguments[0] : undefined;
    if (read?.kind === "closure")
      return ledger.machine.invoke(read, [given[0] ?? literal(undefined), part("context")]) ?? unknown(name);
    const named = callee ? nameInPackage(callee) : null;
    if (named && isContext(named.module, named.member)) return contextOf(given[0], ledger);
    if (named?.module === "routing-controllers") return controllerParameter(named.member, given[0], name, ledger);
    if (named?.module === "@nestjs/common") return decorated(named.member, given[0], name, ledger);
    const display = nameOf(decorator);
    if (display !== null && isCallerName(display)) return ledger.look(ABSENT);
  }
  return unknown(name);
}

/** `@Context()` of Nest, `@Ctx()` of type-graphql; with a name, the property of it. */
function isContext(module: string, member: string): boolean {
  return (module === "@nestjs/graphql" && member === "Context") || (module === "type-graphql" && member === "Ctx");
}

function contextOf(key: Value | undefined, ledger: Ledger): Value {
  return key?.kind === "literal" && typeof key.value === "string"
    ? ledger.look(graphqlMember(key.value))
    : part("graphql-context");
}

/** Those of routing-controllers: `@HeaderParam("authorization")`, `@CookieParam("session")`, `@Req()`. */
const HELD: Readonly<Record<string, Part["part"]>> = {
  Req: "request",
  Res: "response",
  Session: "session",
  SessionParam: "session",
  HeaderParam: "headers",
  HeaderParams: "headers",
  CookieParam: "cookies",
  CookieParams: "cookies",
};

function controllerParameter(decorator: string, key: Value | undefined, name: string | null, ledger: Ledger): Value {
  if (decorator === "CurrentUser") return ledger.look(ABSENT);
  const held = HELD[decorator];
  if (!held) return unknown(name, "input");
  if (!decorator.endsWith("Param") || key?.kind !== "literal" || typeof key.value !== "string") return part(held);
  return ledger.look(partMember({ kind: "part", part: held, status: null }, key.value, ledger.mode, ledger.route));
}

function decorated(decorator: string, key: Value | undefined, name: string | null, ledger: Ledger): Value {
  const whole = WHOLE[decorator];
  if (!whole) return unknown(name, "input");
  if (key?.kind !== "literal" || typeof key.value !== "string") return part(whole);
  return ledger.look(partMember({ kind: "part", part: whole, status: null }, key.value, ledger.mode, ledger.route));
}
