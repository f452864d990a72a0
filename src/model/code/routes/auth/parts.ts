import { truthOf } from "../program/truth.ts";
import { ABSENT, literal, type Part, part, type Value } from "../program/values.ts";
import { executionMember, graphqlMethod } from "./graphql-context.ts";
import { honoMethod, honoRequestMethod } from "./hono-context.ts";
import { askJudge, throwUnauthorized } from "./judges.ts";
import { koaMethod } from "./koa-context.ts";
import type { Ledger } from "./ledger.ts";
import { partMember, requestMethod } from "./request.ts";
import { errorStatus, statusNumber } from "./status.ts";
import { trpcMethod } from "./trpc-options.ts";

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

/** A method of a request, a response or a context; null for what is none of theirs. */
export function partMethod(object: Part, key: string, given: readonly Value[], ledger: Ledger): Value | null {
  switch (object.part) {
    case "request": {
      // `@fastify/jwt` puts them on requests, under a prefix of one's own choice: they throw where there is no token.
      if (/jwt(Verify|Decode)$/i.test(key))
        return given.some((each) => each.kind === "closure")
          ? askJudge(key, [ABSENT, ...given], ledger)
          : throwUnauthorized(ledger);
      const known = requestMethod(key, given);
      return known ? ledger.look(known) : null;
    }
    case "headers":
    case "cookies":
    case "session":
      return key === "get" || key === "has"
        ? ledger.look(partMember(object, nameIn(given[0]), ledger.mode, ledger.route))
        : null;
    case "context":
      return contextMethod(key);
    case "koa-context":
      return koaMethod(key, given, ledger);
    case "hono-context":
      return honoMethod(key, given, ledger);
    case "hono-request":
      return honoRequestMethod(key, given, ledger);
    case "trpc-context": {
      const asked = trpcMethod(key);
      return asked ? ledger.look(asked) : null;
    }
    case "graphql-context": {
      const asked = graphqlMethod(key);
      return asked ? ledger.look(asked) : null;
    }
    case "graphql-execution":
      return key === "getArgByIndex" && nameIn(given[0]) === "2"
        ? part("graphql-context")
        : (executionMember(key) ?? contextMethod(key));
    case "response":
      return responseMethod(object, key, given, ledger);
    default:
      return null;
  }
}

function nameIn(value: Value | undefined): string {
  if (value?.kind === "literal") return String(value.value);
  return value?.kind === "unknown" ? (value.name ?? "?") : "?";
}

function responseMethod(object: Part, key: string, given: readonly Value[], ledger: Ledger): Value {
  const [first, second] = given;
  const sets = SETS_STATUS.has(key);
  // A status that is computed is neither known to be fine nor to be an error.
  const status = sets ? (statusNumber(first) ?? NaN) : object.status;
  if (!SENDS.has(key)) return sets ? part("response", status) : object;
  if (key === "redirect") ledger.respond(302);
  else if (key === "unauthorized" || key === "forbidden") ledger.respond(401);
  else if (status !== null && Number.isNaN(status)) ledger.note("stop", null);
  else ledger.respond(status ?? (key === "json" ? statusNumber(second) : null));
  return part("response", status);
}

/** Nest's ExecutionContext, for HTTP. */
function contextMethod(key: string): Value | null {
  switch (key) {
    case "switchToHttp":
      return part("context");
    case "getRequest":
    case "getArgByIndex":
      return part("request");
    case "getResponse":
      return part("response");
    case "getNext":
      return part("next");
    case "getType":
      return literal("http");
    case "getHandler":
    case "getClass":
      return part("target");
    default:
      return null;
  }
}

/** `next()` hands on, `next(error)` refuses. */
export function handOn([error]: readonly Value[], ledger: Ledger): void {
  const isRoute = error?.kind === "literal" && (error.value === "route" || error.value === "router");
  if (!error || isRoute || truthOf(error).is === false) ledger.note("pass", null);
  else ledger.note("stop", errorStatus(error, ledger.machine));
}
