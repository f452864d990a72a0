import { literal, type Part, part, unknown, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { type Mode, partMember, requestMethod, type RouteInView } from "./request.ts";
import { statusNumber } from "./status.ts";
import { isCredentialCookie } from "./vocabulary.ts";

/** What answers: each gives a response, which counts once it is returned (https://hono.dev/docs/api/context). */
const ANSWERS = new Set(["json", "text", "html", "body", "newResponse", "render"]);
const INPUTS = new Set([
  "json",
  "text",
  "formData",
  "parseBody",
  "arrayBuffer",
  "blob",
  "valid",
  "param",
  "queries",
  "addValidatedData",
]);

/** A property of Hono's context. */
export function honoMember(key: string): Value {
  switch (key) {
    case "req":
      return part("hono-request");
    case "var":
      return part("locals");
    case "res":
      return part("response");
    case "env":
      return unknown("env", "config");
    default:
      return unknown(key);
  }
}

/** A method of Hono's context; null for what is none of its own. */
export function honoMethod(key: string, given: readonly Value[], ledger: Ledger): Value | null {
  const [first, second] = given;
  const { machine, mode, route } = ledger;
  if (ANSWERS.has(key)) return part("response", answered(second, ledger));
  switch (key) {
    case "redirect":
      return part("response", statusNumber(second) ?? 302);
    case "notFound":
      return part("response", 404);
    case "status":
      machine.trail = { ...machine.trail, status: statusNumber(first) };
      return literal(undefined);
    case "get":
      return ledger.look(partMember(part("locals"), nameIn(first) ?? "?", mode, route));
    case "set":
    case "header":
    case "setRenderer":
    case "setLayout":
      return literal(undefined);
    default:
      return null;
  }
}

/** The status of `c.json(body, status)`, given as a number or in a `ResponseInit`; NaN for one that is computed. */
function answered(given: Value | undefined, { machine }: Ledger): number | null {
  if (given?.kind === "record") return statusNumber(given.fields.get("status")) ?? machine.trail.status;
  if (!given || (given.kind === "literal" && given.value === undefined)) return machine.trail.status;
  return statusNumber(given) ?? NaN;
}

/** A property of Hono's request, whose path is the whole one wherever it is read. */
export function honoRequestMember(key: string, mode: Mode, route: RouteInView | null): Value {
  if (key === "raw") return part("request");
  if (key === "path") return route ? route.path : unknown(key, "path");
  if (key === "url" || key === "routePath" || key === "matchedRoutes") return unknown(key, "path");
  return partMember(part("request"), key, mode, route);
}

/** A method of Hono's request: what it reads is named by its first argument. */
export function honoRequestMethod(key: string, given: readonly Value[], ledger: Ledger): Value | null {
  const name = nameIn(given[0]);
  const read = (from: Part["part"]): Value =>
    name === null ? part(from) : ledger.look(partMember(part(from), name, ledger.mode, ledger.route));
  if (key === "header") return read("headers");
  if (key === "query") return read("query");
  if (key === "cookie") return read("cookies");
  if (INPUTS.has(key)) return unknown(key === "param" || key === "valid" ? key : "body", "input");
  return requestMethod(key, given);
}

/** The helpers of `hono/cookie`: `getCookie(c, "session")`, `getSignedCookie(c, secret, "session")`. */
export function honoCookie(key: string, given: readonly Value[], ledger: Ledger): Value | null {
  if (key !== "getCookie" && key !== "getSignedCookie") return null;
  const name = nameIn(given[key === "getCookie" ? 1 : 2]);
  return name === null ? part("cookies") : ledger.look(partMember(part("cookies"), name, ledger.mode, ledger.route));
}

/** A name that is put together of parts, some of them settings, is known by the others: `${prefix}session`. */
function nameIn(value: Value | undefined): string | null {
  if (value?.kind === "text") return value.parts.map((each) => (typeof each === "string" ? each : "")).join("");
  if (value?.kind === "choice") {
    const names = value.options.map(nameIn);
    return names.find((name) => name !== null && isCredentialCookie(name)) ?? names[0] ?? null;
  }
  if (value?.kind === "literal" && typeof value.value === "string") return value.value;
  if (value?.kind === "unknown") return value.name ?? "?";
  return value?.kind === "external" ? (value.path.at(-1) ?? "?") : null;
}
