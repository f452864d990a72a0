import { nameOf } from "../program/describe.ts";
import { carriesCredential, isCredential } from "../program/truth.ts";
import {
  ABSENT,
  type Closure,
  literal,
  packageOf,
  type Part,
  part,
  type Site,
  unknown,
  type Value,
} from "../program/values.ts";
import { honoCookie } from "./hono-context.ts";
import {
  answersElsewhere,
  askJudge,
  callOutOfSight,
  holdsRequest,
  runCallbacks,
  runOnce,
  throwUnauthorized,
} from "./judges.ts";
import type { Ledger } from "./ledger.ts";
import { nameInPackage, packageVerdict } from "./packages.ts";
import { isLogging } from "./vocabulary.ts";
import { sessionCall } from "./sessions.ts";
import { webResponse } from "./web-response.ts";

const TOKENS = /^(jsonwebtoken|jose|jwt-simple|fast-jwt|paseto|hono\/jwt|hono\/utils\/jwt)/;

/** A call of a package's function: a middleware called by hand, a check of a token, or whatever else. */
export function callOfPackage(callee: Value, given: readonly Value[], site: Site, ledger: Ledger): Value {
  const named = nameInPackage(callee);
  const key = named && named.member !== "" ? named.member : (nameOf(callee) ?? "");
  const response = webResponse(callee, given, ledger);
  if (response) return response;
  const asked = named ? sessionCall(named.module, named.member, ledger) : null;
  if (asked) return asked;
  if (named?.module === "@nestjs/graphql" && callee.kind === "external" && named.member === "create")
    return part("graphql-execution");
  if (named?.module === "hono/cookie") return honoCookie(key, given, ledger) ?? unknown(key);
  // It gives what a sign-in has come to so far, or throws where there is none: nobody is signed in yet.
  if (named?.module === "oidc-provider" && key.startsWith("interaction")) return unknown(key, "input");
  if (handsOver(given)) return callMiddleware(callee, given, ledger);
  // `router.handlers.find(…)(request)`: it is named by how it was found.
  const found = named?.member === "" && callee.kind === "applied" ? nameInPackage(callee.callee)?.member : null;
  if (answersElsewhere(found ?? key, given, ledger)) {
    ledger.note("lost", null);
    return literal(undefined);
  }
  if (isLogging(key)) return unknown(key);
  const ran = runOnce(key, given, ledger);
  if (ran) return ran;
  // `jwt.verify(undefined)` always throws; `jwt.decode(undefined)` gives nothing.
  if (TOKENS.test(packageOf(callee) ?? "") && given.some(isCredential)) {
    if (/decode/i.test(key)) return ABSENT;
    return given.some((each) => each.kind === "closure") ? askJudge(key, given, ledger) : throwUnauthorized(ledger);
  }
  if (given.some((each) => carriesCredential(each) || holdsRequest(each))) return callOutOfSight(key, given, ledger);
  // What `authenticate` is given is called when its result is.
  if (key !== "authenticate") runCallbacks(given, false, ledger);
  return { kind: "applied", callee, arguments: given, at: site };
}

/** `(req, res, next)`, `(req, res)` or a guard's context. */
function handsOver(given: readonly Value[]): boolean {
  const isPart = (value: Value | undefined, name: Part["part"]): boolean =>
    value?.kind === "part" && value.part === name;
  if (given.some((each) => isPart(each, "next") || isPart(each, "context"))) return true;
  return isPart(given[0], "request") && isPart(given[1], "response");
}

export function methodOfPackage(
  object: Value,
  key: string,
  given: readonly Value[],
  site: Site,
  ledger: Ledger,
): Value | null {
  if (packageOf(object) === "global") {
    const response =
      object.kind === "external" ? webResponse({ ...object, path: [...object.path, key] }, given, ledger) : null;
    if (response) return response;
    return object.kind === "external" && object.path[0] === "console" ? unknown(key) : null;
  }
  if (key === "bind" || key === "call" || key === "apply") return null;
  const callee: Value =
    object.kind === "external"
      ? { ...object, path: [...object.path, key] }
      : { kind: "applied", callee: object, arguments: [literal(key)], at: site };
  return callOfPackage(callee, given, site, ledger);
}

/** A middleware or guard of a package, called by hand. */
function callMiddleware(callee: Value, given: readonly Value[], ledger: Ledger): Value {
  const { machine } = ledger;
  const named = nameInPackage(callee.kind === "applied" ? callee.callee : callee);
  const verdict = packageVerdict(callee);
  const callback = given.find((each) => each.kind === "closure");
  const custom = callee.kind === "applied" ? callee.arguments.find((each) => each.kind === "closure") : undefined;
  if (named?.member === "authenticate" && custom) {
    // `passport.authenticate("jwt", (error, user) => …)` leaves the answer to the callback.
    ledger.looked = true;
    if (verdict?.enforces !== "auth") ledger.note("stop", 302);
    else machine.invoke(custom, [literal(undefined), literal(false, true), unknown("info")]);
  } else if (verdict?.enforces === "auth") {
    if (!callback) return throwUnauthorized(ledger);
    ledger.looked = true;
    machine.trail = { ...machine.trail, credential: true };
    machine.invoke(callback, [{ kind: "record", fields: new Map([["status", literal(401)]]), open: true }]);
  } else if (verdict?.enforces === "unknown" || answersElsewhere(nameInPackage(callee)?.member ?? "", given, ledger))
    ledger.note("lost", null);
  else if (callback) runCallbacks([callback], false, ledger);
  else if (named?.member === "authenticate") ledger.note("stop", 302);
  else ledger.note("pass", null);
  return literal(undefined);
}

/** `super.canActivate(context)`, `this.authGuard.canActivate(context)` of a package's guard; null for any other. */
export function askPackageGuard(
  object: Value,
  key: string,
  given: readonly Value[],
  handleRequest: Closure | null,
  ledger: Ledger,
): Value | null {
  if (object.kind === "instance" || packageOf(object) === null) return null;
  const verdict = packageVerdict(object);
  if (verdict?.enforces !== "auth") return verdict?.enforces === "unknown" ? unknown(key) : literal(true);
  if (key !== "canActivate" || !handleRequest) return throwUnauthorized(ledger);
  ledger.machine.invoke(handleRequest, [literal(undefined), literal(false, true), unknown("info"), ...given]);
  return literal(true);
}
