import { nameOf } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import { options, type Value } from "../program/values.ts";
import { isRefusal } from "./vocabulary.ts";

/** Names of `http-status-codes`, Nest's `HttpStatus`, axios' `HttpStatusCode` and their like. */
const STATUS_NAMES: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NOCONTENT: 204,
  FOUND: 302,
  BADREQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENTREQUIRED: 402,
  FORBIDDEN: 403,
  NOTFOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  UNPROCESSABLEENTITY: 422,
  TOOMANYREQUESTS: 429,
  INTERNALSERVERERROR: 500,
  SERVICEUNAVAILABLE: 503,
};

/** The HTTP status a value stands for: a number, or a well-known constant's name; null when it is not known. */
export function statusNumber(value: Value | undefined): number | null {
  if (!value) return null;
  for (const option of options(value)) {
    if (option.kind === "literal" && typeof option.value === "number") return option.value;
    const name = option.kind === "applied" ? null : nameOf(option);
    const known = name === null ? undefined : STATUS_NAMES[name.replace(/_/g, "").toUpperCase()];
    if (known !== undefined) return known;
  }
  return null;
}

/** `new TRPCError({ code: "UNAUTHORIZED" })`. */
function codeStatus(value: Value): number | null {
  const code = value.kind === "record" ? value.fields.get("code") : undefined;
  if (code?.kind !== "literal" || typeof code.value !== "string") return null;
  return STATUS_NAMES[code.value.replace(/_/g, "").toUpperCase()] ?? null;
}

const MOST_DEPTH = 4;

/** The status an error leads to, by its class, its fields or its arguments; null when nothing says. */
export function errorStatus(value: Value, machine: Machine, depth = 0): number | null {
  if (depth > MOST_DEPTH) return null;
  const name = nameOf(value);
  if (name !== null && isRefusal(name)) return 401;
  const [, numbered] = /\D(40[13])(?:Error|Exception)?$/.exec(name ?? "") ?? [];
  if (numbered) return Number(numbered);
  switch (value.kind) {
    case "record":
      return statusNumber(value.fields.get("status") ?? value.fields.get("statusCode") ?? value.fields.get("code"));
    case "instance": {
      const own = statusNumber(value.fields.get("status")) ?? statusNumber(value.fields.get("statusCode"));
      if (own !== null) return own;
      const base = value.of.base ? machine.force(value.of.base) : null;
      return base ? errorStatus(base, machine, depth + 1) : null;
    }
    case "class": {
      const base = value.base ? machine.force(value.base) : null;
      return base ? errorStatus(base, machine, depth + 1) : null;
    }
    case "applied": {
      if (name !== null && /^(BadRequest|NotFound|Conflict|UnprocessableEntity|Gone)/.test(name)) return 400;
      for (const given of value.arguments) {
        const status = statusNumber(given) ?? codeStatus(given);
        if (status !== null && status >= 300 && status < 600) return status;
      }
      return value.arguments.some(
        (given) => given.kind === "literal" && typeof given.value === "string" && isRefusal(given.value),
      )
        ? 401
        : null;
    }
    case "choice":
      return (
        value.options.map((option) => errorStatus(option, machine, depth + 1)).find((status) => status !== null) ?? null
      );
    default:
      return null;
  }
}
