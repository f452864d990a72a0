import { ABSENT, literal, part, type Part, unknown, type Value } from "../program/values.ts";
import { isCallerName, isCredentialCookie, isCredentialHeader, isCredentialQuery } from "./vocabulary.ts";

/** What is being asked: a middleware hands on, a guard answers yes or no, a handler does the work; a hook ends. */
export type Mode = "middleware" | "guard" | "handler" | "hook" | "parsing-hook";

const PATH = new Set(["path", "url", "originalUrl", "baseUrl", "method", "route", "routerPath", "routeOptions"]);
const ADDRESS = new Set(["ip", "ips", "hostname", "host", "connection", "socket", "subdomains"]);
const INPUT = new Set(["body", "params", "file", "files", "rawBody", "param"]);
/** What frameworks themselves put on a request. */
const PLAIN = new Set([
  "app",
  "log",
  "logger",
  "id",
  "protocol",
  "secure",
  "xhr",
  "fresh",
  "stale",
  "httpVersion",
  "t",
  "i18n",
  "locale",
]);

/** The route a request is for, where that is asked: its method, its path, and its path below what a middleware stands at. */
export interface RouteInView {
  readonly method: string;
  readonly path: Value;
  readonly relative: Value;
  /** What it shows of its own options; null where it shows none. */
  readonly options: Value | null;
}

/** A property of a request that carries no credentials. */
export function partMember({ part: kind, status }: Part, key: string, mode: Mode, route: RouteInView | null): Value {
  switch (kind) {
    case "request":
      return requestMember(key, route);
    case "headers":
      return isCredentialHeader(key) ? ABSENT : unknown(key, "input");
    case "cookies":
      return isCredentialCookie(key) ? ABSENT : unknown(key, "input");
    case "query":
      // In a handler, a token in the query is what is being redeemed; before one, it is who is asking.
      return mode !== "handler" && isCredentialQuery(key) ? ABSENT : unknown(key, "input");
    case "session":
    case "locals":
      return isCallerName(key) ? ABSENT : unknown(key, "input");
    case "response":
      if (key === "locals") return part("locals");
      if (key === "raw") return part("response", status);
      if (key === "statusCode") return status === null ? unknown(key) : literal(status);
      return key === "req" ? part("request") : unknown(key);
    case "context":
      return key === "req" || key === "request"
        ? part("request")
        : key === "res" || key === "response"
          ? part("response")
          : unknown(key);
    default:
      return unknown(key);
  }
}

function requestMember(key: string, route: RouteInView | null): Value {
  if (route && key === "method" && route.method !== "ALL") return literal(route.method);
  if (route && key === "originalUrl") return route.path;
  if (route && (key === "path" || key === "url")) return route.relative;
  if (key === "headers" || key === "header" || key === "rawHeaders") return part("headers");
  if (key === "cookies" || key === "signedCookies") return part("cookies");
  if (key === "query") return part("query");
  if (key === "session") return part("session");
  if (key === "nextUrl") return nextUrl(route);
  if (key === "res") return part("response");
  if (key === "raw" || key === "req" || key === "request") return part("request");
  if (PATH.has(key)) return unknown(key, "path");
  if (ADDRESS.has(key)) return unknown(key, "address");
  if (INPUT.has(key)) return unknown(key, "input");
  if (PLAIN.has(key)) return unknown(key);
  return isCallerName(key) ? ABSENT : unknown(key, "input");
}

/** `request.nextUrl` of Next.js (https://nextjs.org/docs/app/api-reference/functions/next-request#nexturl). */
function nextUrl(route: RouteInView | null): Value {
  const fields = new Map<string, Value>([
    ["pathname", route ? route.path : unknown("pathname", "path")],
    ["searchParams", part("query")],
  ]);
  return { kind: "record", fields, open: true };
}

/** `req.get("authorization")`, `req.isAuthenticated()`; null for what is no method of a request. */
export function requestMethod(key: string, given: readonly Value[]): Value | null {
  const [first] = given;
  const name =
    first?.kind === "literal" && typeof first.value === "string"
      ? first.value
      : first?.kind === "unknown"
        ? first.name
        : null;
  if (key === "get" || key === "header")
    return name !== null && isCredentialHeader(name) ? ABSENT : unknown(name ?? key, "input");
  if (key === "isAuthenticated") return literal(false, true);
  if (key === "isUnauthenticated") return literal(true, true);
  if (key === "param") return unknown(name, "input");
  return isCallerName(key.replace(/^(get|has|is|load|fetch|require)/, "")) ? ABSENT : null;
}
