import { type Exit, START } from "../program/machine.ts";
import { options, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { statusNumber } from "./status.ts";

/** A return that ends the request: of a handler its answer, of a middleware that it did not hand on. */
export function answer({ value, doubts, credential, status, settings }: Exit, ledger: Ledger): void {
  for (const option of options(value)) {
    const refused = option.kind === "part" && option.credential === true;
    ledger.machine.trail = { ...START, doubts, credential: credential || refused, settings };
    const answered = statusOf(option) ?? status;
    const isWork = ledger.mode === "handler" && (answered === null || answered < 300);
    ledger.note(isWork ? "pass" : "stop", answered === null || Number.isNaN(answered) ? null : answered);
  }
}

/** The status of a response that is returned: Hono's `c.json(…, 401)`, the web's `new Response(…, { status })`. */
function statusOf(value: Value): number | null {
  if (value.kind === "part") return value.part === "response" ? value.status : null;
  if (value.kind !== "applied" || value.callee.kind !== "external" || value.callee.path[0] !== "Response") return null;
  const settings = value.arguments.at(-1);
  return settings?.kind === "record" ? statusNumber(settings.fields.get("status")) : null;
}
