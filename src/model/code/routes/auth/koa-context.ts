import { truthOf } from "../program/truth.ts";
import { literal, part, unknown, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { type Mode, partMember, requestMethod, type RouteInView } from "./request.ts";
import { errorStatus, statusNumber } from "./status.ts";

/** Methods of Koa's context that say nothing of who is calling, and answer nothing. */
const PLAIN = new Set([
  "set",
  "append",
  "remove",
  "vary",
  "type",
  "is",
  "accepts",
  "acceptsEncodings",
  "acceptsCharsets",
  "acceptsLanguages",
  "attachment",
  "back",
  "flushHeaders",
  "inspect",
  "toJSON",
  "onerror",
]);

/** A property of Koa's context, most of which are the request's own (https://koajs.com/#request-aliases). */
export function koaMember(key: string, mode: Mode, route: RouteInView | null): Value {
  switch (key) {
    case "request":
    case "req":
      return part("request");
    case "response":
    case "res":
      return part("response");
    case "state":
      return part("locals");
    case "status":
    case "message":
    case "body":
      return unknown(key);
    case "header":
      return part("headers");
    default:
      return partMember(part("request"), key, mode, route);
  }
}

/** A method of Koa's context; null for what is none of its own. */
export function koaMethod(key: string, given: readonly Value[], ledger: Ledger): Value | null {
  const { machine } = ledger;
  if (key === "throw") {
    raise(thrownStatus(given, ledger), ledger);
    return literal(undefined);
  }
  if (key === "assert") {
    assertValue(given, ledger);
    return literal(undefined);
  }
  if (key === "redirect") {
    machine.trail = { ...machine.trail, status: 302 };
    return literal(undefined);
  }
  if (PLAIN.has(key)) return unknown(key);
  const known = requestMethod(key, given);
  return known ? ledger.look(known) : null;
}

/** `ctx.throw(401, "message")`, `ctx.throw(error)`, `ctx.throw("message", 401)`. */
function thrownStatus(given: readonly Value[], { machine }: Ledger): number | null {
  for (const value of given) {
    const status = statusNumber(value) ?? errorStatus(value, machine);
    if (status !== null) return status;
  }
  return null;
}

/** `ctx.assert(ctx.state.user, 401)` throws where its first argument is not truthy. */
function assertValue([asserted, ...rest]: readonly Value[], ledger: Ledger): void {
  const { machine } = ledger;
  const { is, doubts, credential } = asserted ? truthOf(asserted) : truthOf(literal(undefined));
  if (is === true) return;
  const fail = (): boolean => {
    raise(thrownStatus(rest, ledger), ledger);
    return false;
  };
  const start = { doubts, credential };
  machine.fork(
    is === false
      ? [{ start, run: fail }]
      : [
          { start, run: fail },
          { start, run: () => true },
        ],
  );
}

/** An exception with a status, as `throw` does it. */
function raise(status: number | null, ledger: Ledger): void {
  const { machine } = ledger;
  const { doubts, credential } = machine.trail;
  const innermost = machine.tries.at(-1);
  if (innermost) {
    innermost.thrown.push({ doubts, credential });
    machine.trail = { ...machine.trail, thrown: true };
  } else ledger.note("stop", status);
}
