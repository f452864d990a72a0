import type { Parameter } from "../../../../facts/routes.ts";
import { nameOf } from "../program/describe.ts";
import type { Machine, Simulation } from "../program/machine.ts";
import { doubtsOf, isCredential } from "../program/truth.ts";
import {
  ABSENT,
  type Closure,
  literal,
  type Part,
  part,
  type Unknown,
  unknown,
  type Value,
} from "../program/values.ts";
import { callOutOfSight, isResponse, settle } from "./judges.ts";
import { Ledger } from "./ledger.ts";
import { askPackageGuard, callOfPackage, methodOfPackage } from "./package-calls.ts";
import { nameInPackage } from "./packages.ts";
import { parameterValue } from "./parameters.ts";
import { handOn, partMethod } from "./parts.ts";
import { memberOfPart, optionsMember } from "./part-members.ts";
import type { Mode, RouteInView } from "./request.ts";
import { askedOf, asksSession, mayAsk } from "./sessions.ts";
import { errorStatus, statusNumber } from "./status.ts";
import { isCallerName, isCredentialQuery, isLogging } from "./vocabulary.ts";

export interface SimulationSettings {
  readonly mode: Mode;
  /** A route's metadata, by key: what decorators set and guards read. */
  readonly metadata: (key: Value) => Value | undefined;
  /** What the `handleRequest` of a guard that extends a passport guard is. */
  readonly handleRequest: Closure | null;
  /** The route, when what is asked depends on its path; null while nothing does. */
  readonly route: RouteInView | null;
  readonly framework?: string;
}

export interface RunningSimulation extends Simulation {
  readonly ledger: Ledger;
  /** What a parameter of a controller's method is given, by its decorators. */
  parameter(parameter: Parameter, decorators: readonly Value[]): Value;
}

const SETS_STATUS = new Set(["response.statusCode", "response.status", "koa-context.status"]);
/** Of these, a method named like a caller gives one. */
const ASKED = new Set<Part["part"]>(["request", "koa-context", "hono-request"]);

const METADATA = new Set(["get", "getAll", "getAllAndOverride", "getAllAndMerge"]);

/** Follows one request without credentials through code: what it reads of it is missing, what it answers is noted. */
export function createSimulation(
  machine: Machine,
  { mode, metadata, handleRequest, route, framework }: SimulationSettings,
): RunningSimulation {
  const ledger = new Ledger(machine, mode, route);
  // Next.js keeps the request it serves at hand: who is calling is asked without it.
  const ambient = framework?.startsWith("next") === true && framework !== "nestjs";
  return {
    ledger,
    parameter: (parameter, decorators) => parameterValue(parameter, decorators, ledger),
    throw: (value) => ledger.note("stop", errorStatus(value, machine)),
    assign(object, key, value) {
      if (object.kind !== "part" || !SETS_STATUS.has(`${object.part}.${key}`)) return;
      machine.trail = { ...machine.trail, status: statusNumber(value) };
    },
    member(object, key) {
      if (object.kind === "part") {
        const shown = optionsMember(object, key, ledger);
        return shown ?? ledger.look(memberOfPart(object, key, mode, route));
      }
      // What comes of the path or of the route's options depends on the route, whatever it is called.
      if (object.kind === "unknown" && object.doubts.includes("path")) return unknown(key, ...object.doubts);
      if (object.kind === "unknown" && isMissing(object, key, mode)) return ledger.look(ABSENT);
      if (object.kind !== "applied" && object.kind !== "unknown") return null;
      // What was kept for this request, in an AsyncLocalStorage: nobody was there to be kept.
      const isKept = object.kind === "applied" && nameInPackage(object.callee)?.member === "getStore";
      if (isKept && isCallerName(key)) return ledger.look(ABSENT);
      return mode === "guard" && (key === "req" || key === "request") ? part("request") : null;
    },
    method(object, key, given, site) {
      if (object.kind === "part") {
        const own = decoration(object, key, machine);
        if (own) return machine.call(own, given, site, object);
        const answered = partMethod(object, key, given, ledger);
        if (answered) return answered;
        return ASKED.has(object.part) && isCallerName(key) ? ledger.look(ABSENT) : callOutOfSight(key, given, ledger);
      }
      if (METADATA.has(key) && given[0] && isTarget(given[1])) return metadata(given[0]) ?? literal(undefined);
      if (key === "canActivate" || key === "handleRequest") {
        const answered = askPackageGuard(object, key, given, handleRequest, ledger);
        if (answered) return answered;
      }
      if (key === "then" || key === "catch" || key === "finally") return settle(object, key, given, ledger);
      if (isLogging(key) && !(object.kind === "unknown" && given.some(isResponse))) return unknown(key);
      if (object.kind === "external" || object.kind === "applied")
        return methodOfPackage(object, key, given, site, ledger);
      if (object.kind === "literal" && object.credential && !object.value)
        return ledger.look(object.value === "" ? object : ABSENT);
      const asked = ambient ? askedOf(object, key) : null;
      if (asked) return ledger.look(asked);
      return object.kind === "unknown" ? callOutOfSight(key, given, ledger, object) : null;
    },
    call(callee, given, site) {
      switch (callee.kind) {
        case "part":
          if (callee.part === "next") handOn(given, ledger);
          else if (callee.part === "trpc-next") ledger.note("pass", null);
          return literal(undefined);
        case "external":
        case "applied":
          return callOfPackage(callee, given, site, ledger);
        case "unknown":
        case "lazy":
          if (ambient) return askedNearby(nameOf(callee) ?? "", given, ledger);
          return callOutOfSight(nameOf(callee) ?? "", given, ledger);
        case "closure":
          if (callee.fact.body) return null;
          if (ambient) return askedNearby(callee.fact.name ?? "", given, ledger);
          return callOutOfSight(callee.fact.name ?? "", given, ledger);
        case "entity":
          // Several middlewares put together, called by hand: what they do is theirs to say, and nobody asked them.
          if (given.some((each) => each.kind === "part" && each.part === "next")) ledger.note(handedTo(machine), null);
          return literal(undefined);
        case "literal":
          return callee.credential ? ABSENT : null;
        default:
          return null;
      }
    },
  };
}

/** `if (isOtherHost(req.get("host"))) otherRouter(req, res, next)`: what is asked for there never comes to the routes here. */
function handedTo({ trail: { doubts } }: Machine): "stop" | "lost" {
  return doubts.length > 0 && doubts.every((doubt) => doubt === "input" || doubt === "address") ? "stop" : "lost";
}

/** A function out of sight, where the request is at hand for it to ask who is calling. */
function askedNearby(name: string, given: readonly Value[], ledger: Ledger): Value {
  if (asksSession(name)) return ledger.look(ABSENT);
  if (mayAsk(name) && !given.some((each) => doubtsOf(each).includes("input"))) ledger.unseen ??= name;
  return callOutOfSight(name, given, ledger);
}

/** A function the project put on its requests or replies: `request.verifyAccess(…)`. */
function decoration({ part: kind }: Part, key: string, machine: Machine): Closure | null {
  if (kind !== "request" && kind !== "response") return null;
  for (const framework of machine.frameworks.values()) {
    const found = framework.decorated?.(kind, key);
    if (found?.kind === "closure" && found.fact.body) return found;
  }
  return null;
}

/** A credential by its name alone, in something parsed from the request. */
function isMissing(object: Unknown, key: string, mode: Mode): boolean {
  if (isCredential(object)) return false;
  if (key === "authorization") return true;
  const isSent = object.doubts.includes("input") && (object.name === "body" || object.name === "query");
  return mode !== "handler" && isSent && isCredentialQuery(key);
}

/** The handler or class whose metadata is asked for. */
function isTarget(value: Value | undefined): boolean {
  if (value?.kind === "list") return value.items.some(isTarget);
  return value?.kind === "part" && value.part === "target";
}
