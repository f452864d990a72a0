import { credited } from "../program/credited.ts";
import { nameOf } from "../program/describe.ts";
import { type Exit, START } from "../program/machine.ts";
import { doubtsOf, union } from "../program/truth.ts";
import { options, part, type Part, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { statusNumber } from "./status.ts";
import { isRefusal } from "./vocabulary.ts";

/**
 * `new Response(…)`, `NextResponse.json(…)` and what else answers with a web response, and `new URL(request.url)`; null for
 * any other call.
 */
export function webResponse(callee: Value, given: readonly Value[], { machine }: Ledger): Value | null {
  if (callee.kind !== "external") return null;
  const [name, method] = callee.path;
  if (callee.module === "global" && name === "URL" && method === undefined) return urlOf(given[0]);
  const isResponse =
    (callee.module === "global" && name === "Response") ||
    (/^next\/server(\.js)?$/.test(callee.module) && (name === "NextResponse" || name === "Response"));
  if (!isResponse) return null;
  const made = answer(method, given);
  // Once a lack of credentials led here, what is made says so wherever it is given back.
  return made && machine.trail.credential ? (credited(made) as Part) : made;
}

/** The path of the request by itself; of any other address nothing is known. */
function urlOf(given: Value | undefined): Value | null {
  const isPath =
    (given?.kind === "unknown" && given.doubts.includes("path")) ||
    given?.kind === "text" ||
    (given?.kind === "literal" && String(given.value).startsWith("/"));
  if (!isPath) return null;
  const fields = new Map<string, Value>([
    ["pathname", given],
    ["searchParams", part("query")],
  ]);
  return { kind: "record", fields, open: true };
}

function answer(method: string | undefined, given: readonly Value[]): Part | null {
  if (method === "redirect") return part("response", statusNumber(given[1]) ?? 307);
  if (method === "next" || method === "rewrite") return part("response", null);
  if (method !== undefined && method !== "json" && method !== "error") return null;
  const settings = given[1];
  if (settings?.kind !== "record") return part("response", settings && settings.kind !== "literal" ? NaN : 200);
  const status = settings.fields.get("status");
  return part("response", status ? (statusNumber(status) ?? NaN) : settings.open ? NaN : 200);
}

/** A return of a handler or a middleware of Next.js: the response it gives, or that it leaves the request to go on. */
export function webAnswer({ value, doubts, credential, settings }: Exit, ledger: Ledger): void {
  const { machine, mode } = ledger;
  for (const option of options(value)) {
    const decided = credential || (option.kind === "part" && option.credential === true);
    machine.trail = { ...START, doubts, credential: decided, settings };
    if (option.kind === "part" && option.part === "response") {
      const { status } = option;
      if (status === null || (mode === "handler" && status < 300)) ledger.note("pass", null);
      else ledger.note("stop", Number.isNaN(status) ? null : status);
    } else if (isOutOfSight(option) && decided) {
      // A response that a function out of sight makes, for want of credentials: its name may say which.
      if (isRefusal(nameOf(option) ?? "")) ledger.note("stop", 401);
      else ledger.note("lost", null);
    } else if (isOutOfSight(option) && (mode === "middleware" || isHandedOn(option))) ledger.note("lost", null);
    else {
      // Which answer code out of sight makes is not sure: where another way refuses, this may be a refusal as well.
      if (isOutOfSight(option)) machine.trail = { ...machine.trail, doubts: union(doubts, ["opaque"]) };
      ledger.note("pass", null);
    }
  }
}

function isOutOfSight(value: Value): boolean {
  return value.kind === "unknown" || value.kind === "applied" || value.kind === "lazy";
}

/** What was given the request and answers it, out of sight: `return auth.handler(request)`. */
function isHandedOn(value: Value): boolean {
  return doubtsOf(value).includes("input");
}
