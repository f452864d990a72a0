import type { Parameter } from "../../../../facts/routes.ts";
import { nameOf } from "../program/describe.ts";
import type { Machine, Simulation } from "../program/machine.ts";
import { carriesCredential, doubtsOf, isCredential, partsOf, truthOf, union } from "../program/truth.ts";
import {
  ABSENT,
  type Closure,
  literal,
  part,
  type Part,
  packageOf,
  type Site,
  unknown,
  type Value,
} from "../program/values.ts";
import type { Outcome } from "./outcome.ts";
import { nameInPackage, packageVerdict } from "./packages.ts";
import { type Mode, partMember, requestMethod } from "./request.ts";
import { errorStatus, statusNumber } from "./status.ts";
import { asksWho, isCallerName, isCredentialQuery, isJudge, isLogging, verifies } from "./vocabulary.ts";

export interface SimulationSettings {
  readonly mode: Mode;
  /** A route's metadata, by key: what decorators set and guards read. */
  readonly metadata: (key: Value) => Value | undefined;
  /** What the `handleRequest` of a guard that extends a passport guard is. */
  readonly handleRequest: Closure | null;
}

export interface RunningSimulation extends Simulation {
  readonly outcomes: Outcome[];
  /** Whether credentials were read at all. */
  looked: boolean;
  /** What a parameter of a controller's method is given, by its decorators. */
  parameter(parameter: Parameter, decorators: readonly Value[]): Value;
  /** A body came to its end, or returned. */
  pass(): void;
  stop(status: number | null): void;
}

const SENDS = new Set([
  "json",
  "send",
  "end",
  "render",
  "jsonp",
  "sendFile",
  "download",
  "sendStatus",
  "redirect",
  "problem",
  "unauthorized",
  "forbidden",
]);
const SETS_STATUS = new Set(["status", "code", "writeHead", "sendStatus"]);
const METADATA = new Set(["get", "getAll", "getAllAndOverride", "getAllAndMerge"]);

/** Follows one request without credentials through code: what it reads of it is missing, what it answers is noted. */
export function createSimulation(
  machine: Machine,
  { mode, metadata, handleRequest }: SimulationSettings,
): RunningSimulation {
  const outcomes: Outcome[] = [];
  let statusSet: number | null = null;

  function note(kind: Outcome["kind"], status: number | null): void {
    const { doubts, credential, ended, thrown } = machine.trail;
    if (ended || thrown) return;
    outcomes.push({ kind, status, doubts, credential });
    machine.trail = { ...machine.trail, ended: true };
  }

  /** A response: the work of a handler when it is no error, a refusal for everything before one. */
  function respond(status: number | null): void {
    const final = status ?? statusSet;
    if (mode === "handler" && (final === null ? true : final < 300)) note("pass", final);
    else note("stop", final);
  }

  function look(value: Value): Value {
    if (isCredential(value)) simulation.looked = true;
    return value;
  }

  function partMethod(object: Part, key: string, given: readonly Value[]): Value | null {
    if (object.part === "request") {
      const known = requestMethod(key, given);
      return known ? look(known) : null;
    }
    if (object.part === "headers" || object.part === "cookies") {
      if (key !== "get" && key !== "has") return null;
      const [first] = given;
      return look(
        partMember(
          object,
          first?.kind === "literal" ? String(first.value) : first?.kind === "unknown" ? (first.name ?? "?") : "?",
          mode,
        ),
      );
    }
    if (object.part === "context") return contextMethod(key);
    return object.part === "response" ? responseMethod(object, key, given) : null;
  }

  function responseMethod(object: Part, key: string, given: readonly Value[]): Value {
    const [first, second] = given;
    const sets = SETS_STATUS.has(key);
    // A status that is computed is neither known to be fine nor to be an error.
    const status = sets ? (statusNumber(first) ?? NaN) : object.status;
    if (!SENDS.has(key)) return sets ? part("response", status) : object;
    if (key === "redirect") respond(302);
    else if (key === "unauthorized" || key === "forbidden") respond(401);
    else if (status !== null && Number.isNaN(status)) note("stop", null);
    else respond(status ?? (key === "json" ? statusNumber(second) : null));
    return part("response", status);
  }

  function contextMethod(key: string): Value | null {
    if (key === "switchToHttp") return part("context");
    if (key === "getRequest") return part("request");
    if (key === "getResponse") return part("response");
    if (key === "getNext") return part("next");
    if (key === "getType") return literal("http");
    if (key === "getHandler" || key === "getClass") return part("target");
    return key === "getArgByIndex" ? part("request") : null;
  }

  /** `next()` hands on, `next(error)` refuses. */
  function handOn([error]: readonly Value[]): void {
    const truth = error ? truthOf(error) : null;
    const isRoute = error?.kind === "literal" && (error.value === "route" || error.value === "router");
    if (!error || isRoute || truth?.is === false) note("pass", null);
    else note("stop", errorStatus(error, machine));
  }

  /** A judge out of sight is given what is missing: it may throw, and what it answers depends on it. */
  function askJudge(name: string, given: readonly Value[]): Value {
    simulation.looked = true;
    runCallbacks(given, true);
    const innermost = machine.tries.at(-1);
    const { doubts, credential } = machine.trail;
    const doubted = union(doubts, ["credential"]);
    if (innermost) innermost.thrown.push({ doubts: doubted, credential: true });
    else if (isJudge(name) && mode !== "handler" && !machine.trail.ended && !machine.trail.thrown)
      outcomes.push({ kind: "stop", status: null, doubts: doubted, credential });
    if ((innermost || isJudge(name)) && mode !== "handler") machine.trail = { ...machine.trail, doubts: doubted };
    // Before a handler all that is asked is who calls; in one, a lookup by a missing id says nothing of the caller.
    return {
      ...unknown(name, "credential"),
      credential: mode === "handler" && verifies(name) && given.some(isCredential),
    };
  }

  /** Callbacks of a call out of sight: of a judge, with an error and without what it could not find. */
  function runCallbacks(given: readonly Value[], judged: boolean): void {
    const callbacks = given.filter((each) => each.kind === "closure");
    if (callbacks.length === 0) return;
    const start = judged ? { doubts: ["credential"] as const, credential: true } : {};
    const branches = callbacks.map((callback) => ({
      start,
      run() {
        const parameters = callback.fact.parameters.map(({ target }) => {
          const isError = target?.kind === "name" && /^_?(e|err|error|ex|reason)$/i.test(target.name);
          if (judged)
            return isError ? ({ kind: "record", fields: new Map(), open: true } as const) : literal(undefined, true);
          return isError ? literal(undefined) : unknown(target?.kind === "name" ? target.name : null);
        });
        return machine.invoke(callback, parameters) !== null && !machine.trail.ended;
      },
    }));
    machine.fork(judged ? branches : [...branches, { run: () => true }]);
  }

  function throwUnauthorized(): Value {
    simulation.looked = true;
    const { doubts } = machine.trail;
    const innermost = machine.tries.at(-1);
    if (innermost) {
      innermost.thrown.push({ doubts, credential: true });
      machine.trail = { ...machine.trail, thrown: true };
    } else {
      machine.trail = { ...machine.trail, credential: true };
      note("stop", 401);
    }
    return literal(false, true);
  }

  /** A middleware or guard of a package, called by hand. */
  function callPackage(callee: Value, given: readonly Value[]): Value | null {
    const named = nameInPackage(callee.kind === "applied" ? callee.callee : callee);
    const verdict = packageVerdict(callee);
    const callback = given.find((each) => each.kind === "closure");
    const custom = callee.kind === "applied" ? callee.arguments.find((each) => each.kind === "closure") : undefined;
    if (named?.member === "authenticate" && custom?.kind === "closure") {
      simulation.looked = true;
      if (verdict?.enforces !== "auth") note("stop", 302);
      else machine.invoke(custom, [literal(undefined), literal(false, true), unknown("info")]);
      return literal(undefined);
    }
    if (verdict?.enforces === "auth") {
      if (callback?.kind !== "closure") return throwUnauthorized();
      simulation.looked = true;
      machine.trail = { ...machine.trail, credential: true };
      machine.invoke(callback, [{ kind: "record", fields: new Map([["status", literal(401)]]), open: true }]);
      return literal(undefined);
    }
    if (verdict?.enforces === "unknown") note("lost", null);
    else if (callback?.kind === "closure") runCallbacks([callback], false);
    else if (named?.member === "authenticate") note("stop", 302);
    else note("pass", null);
    return literal(undefined);
  }

  const simulation: RunningSimulation = {
    outcomes,
    looked: false,
    pass: () => note("pass", null),
    stop: (status) => note("stop", status),
    throw: (value) => note("stop", errorStatus(value, machine)),
    parameter(parameter, decorators) {
      const name = parameter.target?.kind === "name" ? parameter.target.name : null;
      for (const decorator of decorators) {
        const given = decorator.kind === "applied" ? decorator.arguments : [];
        const named = decorator.kind === "applied" ? nameInPackage(decorator.callee) : null;
        const made = decorator.kind === "applied" && decorator.callee.kind === "applied" ? decorator.callee : null;
        const [read] = made?.arguments ?? [];
        if (made && read?.kind === "closure")
          return machine.invoke(read, [given[0] ?? literal(undefined), part("context")]) ?? unknown(name);
        if (named?.module === "@nestjs/common") return decorated(named.member, given, name);
        const display = nameOf(decorator);
        if (display !== null && isCallerName(display)) return look(ABSENT);
      }
      return unknown(name);
    },
    assign(object, key, value) {
      if (object.kind === "part" && object.part === "response" && key === "statusCode") statusSet = statusNumber(value);
    },
    member(object, key) {
      if (object.kind === "part") return look(partMember(object, key, mode));
      if (object.kind === "unknown" && !isCredential(object)) {
        if (key === "authorization") return look(ABSENT);
        if (
          mode !== "handler" &&
          object.doubts.includes("input") &&
          (object.name === "body" || object.name === "query") &&
          isCredentialQuery(key)
        )
          return look(ABSENT);
      }
      // What was kept for this request, in an AsyncLocalStorage: nobody was there to be kept.
      if (object.kind === "applied" && nameInPackage(object.callee)?.member === "getStore" && isCallerName(key))
        return look(ABSENT);
      if (
        (object.kind === "applied" || object.kind === "unknown") &&
        (key === "req" || key === "request") &&
        mode === "guard"
      )
        return part("request");
      return null;
    },
    method(object, key, given, site) {
      if (object.kind === "part") {
        const answered = partMethod(object, key, given);
        if (answered) return answered;
        return isCallerName(key) && object.part === "request" ? look(ABSENT) : outOfSight(key, given, site);
      }
      if (METADATA.has(key) && given[0] && isTarget(given[1])) return metadata(given[0]) ?? literal(undefined);
      if (key === "canActivate" || key === "handleRequest") {
        const guarded = askGuard(object, key, given);
        if (guarded) return guarded;
      }
      if (key === "then" || key === "catch" || key === "finally") return settle(object, key, given);
      if (isLogging(key)) return unknown(key);
      if (object.kind === "external" || object.kind === "applied") return packageMethod(object, key, given, site);
      if (object.kind === "literal" && object.credential && !object.value)
        return look(object.value === "" ? object : ABSENT);
      if (object.kind === "unknown") return outOfSight(key, given, site, object);
      return null;
    },
    call(callee, given, site) {
      if (callee.kind === "part") {
        if (callee.part === "next") handOn(given);
        return literal(undefined);
      }
      if (callee.kind === "external" || callee.kind === "applied") return packageCall(callee, given, site);
      if (callee.kind === "unknown" || callee.kind === "lazy") return outOfSight(nameOf(callee) ?? "", given, site);
      if (callee.kind === "closure" && !callee.fact.body) return outOfSight(callee.fact.name ?? "", given, site);
      if (callee.kind === "literal" && callee.credential) return ABSENT;
      return null;
    },
  };
  return simulation;

  /** In a handler, a token that may come with the body is what is being redeemed, whatever else may carry it. */
  function showsCaller(value: Value): boolean {
    return carriesCredential(value) && !(mode === "handler" && doubtsOf(value).includes("input"));
  }

  function decorated(decorator: string, given: readonly Value[], name: string | null): Value {
    const [key] = given;
    const field = key?.kind === "literal" && typeof key.value === "string" ? key.value : null;
    const whole = {
      Req: "request",
      Request: "request",
      Res: "response",
      Response: "response",
      Next: "next",
      Session: "session",
      Headers: "headers",
    } as const;
    const kind = decorator in whole ? whole[decorator as keyof typeof whole] : null;
    if (kind === null) return unknown(name, "input");
    return field === null ? part(kind) : look(partMember({ kind: "part", part: kind, status: null }, field, mode));
  }

  function isTarget(value: Value | undefined): boolean {
    if (value?.kind === "list") return value.items.some(isTarget);
    return value?.kind === "part" && value.part === "target";
  }

  /** `super.canActivate(context)`, `this.authGuard.canActivate(context)` of a package's guard. */
  function askGuard(object: Value, key: string, given: readonly Value[]): Value | null {
    const base = object.kind === "instance" ? null : object;
    if (!base || packageOf(base) === null) return null;
    const verdict = packageVerdict(base);
    if (verdict?.enforces === "auth") {
      if (key === "canActivate" && handleRequest) {
        machine.invoke(handleRequest, [literal(undefined), literal(false, true), unknown("info"), ...given]);
        return literal(true);
      }
      return throwUnauthorized();
    }
    return verdict?.enforces === "unknown" ? unknown(key) : literal(true);
  }

  /** What follows a promise: the way on, and the way it fails when it was about credentials. */
  function settle(object: Value, key: string, given: readonly Value[]): Value {
    const judged = isCredential(object);
    const [onDone, onFailed] = key === "catch" ? [undefined, given[0]] : [given[0], given[1]];
    const start = judged ? { doubts: ["credential"] as const } : {};
    const branches = [
      {
        start,
        run: () =>
          onDone?.kind === "closure" || onDone?.kind === "part"
            ? (machine.call(onDone, [object], SOMEWHERE), !machine.trail.ended)
            : true,
      },
    ];
    if (judged && onFailed) {
      const error: Value = { kind: "record", fields: new Map(), open: true };
      branches.push({ start, run: () => (machine.call(onFailed, [error], SOMEWHERE), !machine.trail.ended) });
    }
    machine.fork(branches);
    return judged ? object : unknown(key);
  }

  function packageMethod(object: Value, key: string, given: readonly Value[], site: Site): Value | null {
    const module = packageOf(object);
    if (module === "global") return object.kind === "external" && object.path[0] === "console" ? unknown(key) : null;
    const callee: Value = { kind: "applied", callee: object, arguments: [literal(key)], at: site };
    if (key === "bind" || key === "call" || key === "apply") return null;
    return packageCall(object.kind === "external" ? { ...object, path: [...object.path, key] } : callee, given, site);
  }

  function packageCall(callee: Value, given: readonly Value[], site: Site): Value {
    const name = nameOf(callee.kind === "applied" ? callee : callee) ?? "";
    const named = nameInPackage(callee);
    const key = named && named.member !== "" ? named.member : name;
    const handsOver =
      given.some((each) => each.kind === "part" && (each.part === "next" || each.part === "context")) ||
      (given[0]?.kind === "part" && given[0].part === "request" && given.length >= 2);
    if (handsOver) {
      const done = callPackage(callee, given);
      if (done) return done;
    }
    if (isLogging(key)) return unknown(key);
    // `jwt.verify(undefined)` always throws; `jwt.decode(undefined)` gives nothing.
    if (/^(jsonwebtoken|jose|jwt-simple|fast-jwt|paseto)/.test(packageOf(callee) ?? "") && given.some(isCredential)) {
      if (/decode/i.test(key)) return ABSENT;
      if (given.some((each) => each.kind === "closure")) return askJudge(key, given);
      return throwUnauthorized();
    }
    if (given.some((each) => carriesCredential(each) || holdsRequest(each))) return outOfSight(key, given, site);
    // What `authenticate` is given is called when its result is.
    if (key !== "authenticate") runCallbacks(given, false);
    return { kind: "applied", callee, arguments: given, at: site };
  }

  function outOfSight(name: string, given: readonly Value[], _site: Site, object: Value | null = null): Value {
    if (isLogging(name)) return unknown(name);
    if (given.some(showsCaller)) return askJudge(name, given);
    const passesOn = given.some((each) => each.kind === "part" && each.part === "next");
    if (given.some(holdsRequest)) {
      if (passesOn) {
        if (asksWho(name)) note("lost", null);
        else note("pass", null);
        return literal(undefined);
      }
      if (asksWho(name) && mode !== "handler") return askJudge(name, given);
      if (asksWho(name)) return { ...unknown(name, "credential"), credential: true };
      runCallbacks(given, false);
      return unknown(name, "input");
    }
    runCallbacks(given, false);
    if (object && isCredential(object)) return unknown(name, ...doubtsOf(object));
    const doubts = union(object ? doubtsOf(object) : [], ...given.map(doubtsOf));
    const setting = given[0] ? partsOf(given[0]) : null;
    return unknown(
      setting && setting.length === 1 && typeof setting[0] === "string" && /^[\w.-]{1,60}$/.test(setting[0])
        ? setting[0]
        : name,
      ...doubts,
    );
  }
}

const SOMEWHERE: Site = { file: "", span: [0, 0] };

const WHOLE = new Set<Part["part"]>(["request", "context", "headers", "cookies", "session"]);

/** Whether a value is the request, or holds it. */
function holdsRequest(value: Value): boolean {
  if (value.kind === "part") return WHOLE.has(value.part);
  if (value.kind === "record")
    return [...value.fields.values()].some((field) => field.kind === "part" && WHOLE.has(field.part));
  return false;
}
