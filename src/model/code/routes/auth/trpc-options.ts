import { ABSENT, literal, part, unknown, type Value } from "../program/values.ts";
import type { Mode } from "./request.ts";
import { isCallerName } from "./vocabulary.ts";

/** What tRPC gives middleware and procedures: one object (https://trpc.io/docs/server/middlewares). */
export function trpcOptions(mode: Mode): Value {
  const fields = new Map<string, Value>([
    ["ctx", part("trpc-context")],
    ["input", unknown("input", "input")],
    ["rawInput", unknown("rawInput", "input")],
    ["path", unknown("path", "path")],
    ["type", unknown("type", "path")],
    ["meta", unknown("meta", "metadata")],
    ["signal", unknown("signal")],
  ]);
  if (mode === "middleware") fields.set("next", part("trpc-next"));
  return { kind: "record", fields, open: true };
}

/** What adapters give to what makes the context (https://trpc.io/docs/server/context). */
export function trpcRequest(): Value {
  const fields = new Map<string, Value>([
    ["req", part("request")],
    ["res", part("response")],
    ["resHeaders", unknown("resHeaders")],
    ["info", unknown("info", "input")],
  ]);
  return { kind: "record", fields, open: true };
}

/** A property of the context a project makes for each call: who is calling is missing, whatever else it holds is not. */
export function trpcMember(key: string): Value {
  if (/^(req|request)$/i.test(key)) return part("request");
  if (/^(res|response)$/i.test(key)) return part("response");
  if (key === "headers") return part("headers");
  if (key === "cookies") return part("cookies");
  return isCallerName(key) ? ABSENT : unknown(key);
}

/** A method of that context: `ctx.getSession()`; null for what is not about who calls. */
export function trpcMethod(key: string): Value | null {
  if (/^is(Authenticated|LoggedIn|SignedIn)$/i.test(key)) return literal(false, true);
  return isCallerName(key.replace(/^(get|has|is|load|fetch|require)/, "")) ? ABSENT : null;
}
