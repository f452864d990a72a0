import { carriesCredential, doubtsOf, isCredential, union } from "../program/truth.ts";
import { literal, type Part, type Site, unknown, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { errorStatus } from "./status.ts";
import { asksWho, isJudge, isLogging, verifies } from "./vocabulary.ts";

const SOMEWHERE: Site = { file: "", span: [0, 0] };
const SOME_ERROR: Value = { kind: "record", fields: new Map(), open: true };

/** A call whose body is out of sight: what it says depends on whether it is given what is missing. */
export function callOutOfSight(
  name: string,
  given: readonly Value[],
  ledger: Ledger,
  object: Value | null = null,
): Value {
  const refused = refusalIn(given, ledger);
  if (refused !== null) {
    ledger.note("stop", refused);
    return literal(undefined);
  }
  if (isLogging(name)) return unknown(name);
  const ran = runOnce(name, given, ledger);
  if (ran) return ran;
  if (given.some((each) => showsCaller(each, ledger))) return askJudge(name, given, ledger);
  if (given.some(holdsRequest)) return giveRequest(name, given, ledger);
  if (answersElsewhere(name, given, ledger)) {
    ledger.note("lost", null);
    return literal(undefined);
  }
  runCallbacks(given, false, ledger);
  if (object && isCredential(object)) return unknown(name, ...doubtsOf(object));
  const doubts = union(object ? doubtsOf(object) : [], ...given.map(doubtsOf));
  return unknown(settingIn(given[0]) ?? name, ...doubts);
}

export function isResponse(value: Value): boolean {
  return value.kind === "part" && value.part === "response";
}

/** `answers.error(request, response, new Unauthorized())`: the status of an error that something out of sight answers with. */
function refusalIn(given: readonly Value[], { machine, mode }: Ledger): number | null {
  if (mode !== "handler" || !given.some(isResponse)) return null;
  for (const each of given) {
    if (each.kind !== "instance" && each.kind !== "applied") continue;
    const status = errorStatus(each, machine);
    if (status === 401 || status === 403) return status;
  }
  return null;
}

/** `config.get("auth.enabled")`: what is read names the value. */
function settingIn(value: Value | undefined): string | null {
  return value?.kind === "literal" && typeof value.value === "string" && /^[\w.-]{1,60}$/.test(value.value)
    ? value.value
    : null;
}

/** What handles a whole request: under its own name, or as what was looked up among others. */
const HANDLERS = /^(handler?|find|match|lookup|get)$/i;

/** `server.handle(request.raw, reply.raw)`, `handler(toUniversal(c.req.raw))`: all of the answer is given elsewhere. */
export function answersElsewhere(name: string, given: readonly Value[], { mode }: Ledger): boolean {
  if (mode !== "handler") return false;
  if (/^handle/i.test(name) && given.some(isResponse)) return true;
  return HANDLERS.test(name) && given.some(isRequestAgain);
}

/** What code out of sight made of the request, still called one. */
function isRequestAgain(value: Value): boolean {
  return value.kind === "unknown" && value.doubts.includes("input") && /request/i.test(value.name ?? "");
}

/** Something out of sight is given the request itself. */
function giveRequest(name: string, given: readonly Value[], ledger: Ledger): Value {
  if (given.some((each) => each.kind === "part" && each.part === "next")) {
    ledger.note(asksWho(name) ? "lost" : "pass", null);
    return literal(undefined);
  }
  if (asksWho(name))
    return ledger.mode === "handler"
      ? { ...unknown(name, "credential"), credential: true }
      : askJudge(name, given, ledger);
  if (answersElsewhere(name, given, ledger)) {
    ledger.note("lost", null);
    return literal(undefined);
  }
  runCallbacks(given, false, ledger);
  return unknown(name, "input");
}

/** A judge out of sight is given what is missing: it may throw, and what it answers depends on it. */
export function askJudge(name: string, given: readonly Value[], ledger: Ledger): Value {
  const { machine, mode } = ledger;
  ledger.looked = true;
  runCallbacks(given, true, ledger);
  const innermost = machine.tries.at(-1);
  const { doubts, credential, ended, thrown, settings } = machine.trail;
  const doubted = union(doubts, ["credential"]);
  if (innermost) innermost.thrown.push({ doubts: doubted, credential: true });
  else if (isJudge(name) && mode !== "handler" && !ended && !thrown) {
    ledger.outcomes.push({ kind: "stop", status: null, doubts: doubted, credential, settings });
  }
  if ((innermost || isJudge(name)) && mode !== "handler") machine.trail = { ...machine.trail, doubts: doubted };
  // Before a handler all that is asked is who calls; in one, a lookup by a missing id says nothing of the caller.
  return {
    ...unknown(name, "credential"),
    credential: mode === "handler" && verifies(name) && given.some(isCredential),
  };
}

/** What certainly throws without credentials: `jwt.verify(undefined)`, a package's guard. */
export function throwUnauthorized(ledger: Ledger): Value {
  const { machine } = ledger;
  ledger.looked = true;
  const innermost = machine.tries.at(-1);
  if (innermost) {
    innermost.thrown.push({ doubts: machine.trail.doubts, credential: true });
    machine.trail = { ...machine.trail, thrown: true };
  } else {
    machine.trail = { ...machine.trail, credential: true };
    ledger.note("stop", 401);
  }
  return literal(false, true);
}

/** Callbacks of a call out of sight: of a judge, with an error and without what it could not find. */
export function runCallbacks(given: readonly Value[], judged: boolean, { machine }: Ledger): void {
  const callbacks = given.filter((each) => each.kind === "closure");
  if (callbacks.length === 0) return;
  const start = judged ? { doubts: ["credential"] as const, credential: true } : {};
  const branches = callbacks.map((callback) => ({
    start,
    run() {
      const parameters = callback.fact.parameters.map(({ target }): Value => {
        const name = target?.kind === "name" ? target.name : null;
        const isError = name !== null && /^_?(e|err|error|ex|reason)$/i.test(name);
        if (judged) return isError ? SOME_ERROR : literal(undefined, true);
        return isError ? literal(undefined) : unknown(name);
      });
      return machine.invoke(callback, parameters) !== null && !machine.trail.ended;
    },
  }));
  machine.fork(judged ? branches : [...branches, { run: () => true }]);
}

/** Calls that run what they are given and give back what it does: `tracer.startActiveSpan("x", async () => …)`. */
const RUNS = /^(with|run|runWith\w*|with[A-Z]\w*|start(Active)?Span\w*|instrument\w*|trace[A-Z]?\w*|\$?transaction)$/;

/** What comes of a callback that a call out of sight is sure to run; null for any other call. */
export function runOnce(name: string, given: readonly Value[], { machine }: Ledger): Value | null {
  const callbacks = given.filter((each) => each.kind === "closure");
  const [callback] = callbacks;
  if (!callback?.fact.body || callbacks.length > 1 || given.at(-1) !== callback || !RUNS.test(name)) return null;
  const parameters = callback.fact.parameters.map(({ target }) =>
    unknown(target?.kind === "name" ? target.name : null),
  );
  return machine.invoke(callback, parameters);
}

/** What follows a promise: the way on, and the way it fails when it was about credentials. */
export function settle(object: Value, key: string, given: readonly Value[], { machine }: Ledger): Value {
  const judged = isCredential(object);
  const [onDone, onFailed] = key === "catch" ? [undefined, given[0]] : [given[0], given[1]];
  const start = judged ? { doubts: ["credential"] as const } : {};
  const goesOn = (callback: Value | undefined, value: Value) => () => {
    if (callback?.kind === "closure" || callback?.kind === "part") machine.call(callback, [value], SOMEWHERE);
    return !machine.trail.ended;
  };
  const branches = [{ start, run: goesOn(onDone, object) }];
  if (judged && onFailed) branches.push({ start, run: goesOn(onFailed, SOME_ERROR) });
  machine.fork(branches);
  return judged ? object : unknown(key);
}

/** In a handler, a token that may come with the body is what is being redeemed, whatever else may carry it. */
function showsCaller(value: Value, { mode }: Ledger): boolean {
  return carriesCredential(value) && !(mode === "handler" && doubtsOf(value).includes("input"));
}

const WHOLE = new Set<Part["part"]>([
  "request",
  "context",
  "koa-context",
  "hono-context",
  "hono-request",
  "trpc-context",
  "graphql-context",
  "graphql-execution",
  "headers",
  "cookies",
  "session",
]);

/** Whether a value is the request, or holds it. */
export function holdsRequest(value: Value): boolean {
  if (value.kind === "part") return WHOLE.has(value.part);
  return (
    value.kind === "record" &&
    [...value.fields.values()].some((field) => field.kind === "part" && WHOLE.has(field.part))
  );
}
