import type { Route } from "../../../facts/code.ts";
import type { CallProgram } from "../calls/program.ts";

/** How many functions of a handler are searched for an answer of 401. */
const HANDLED = 30;
const REFUSAL = /^(?:Unauthorized|Forbidden)(?:Exception|Error)?$|^(?:unauthorized|forbidden|unauthenticated)$/i;

/**
 * Whether a route's handler turns callers away itself, or may: with 401 or 403, or with an error of that name. It then
 * checks a proof that no guard knows of: a signature, a one-time token.
 */
export function refusesItself({ handlerAt }: Pick<Route, "handlerAt">, program: CallProgram): boolean {
  const handler = handlerAt && program.functionAt(handlerAt);
  if (!handler) return false;
  return program
    .reachableFrom(handler, HANDLED)
    .some(({ calls }) =>
      calls.some(
        ({ record }) =>
          REFUSAL.test(record.callee.path.at(-1) ?? localName(record.callee.root)) ||
          record.arguments.some((each) => each.kind === "literal" && (each.value === 401 || each.value === 403)),
      ),
    );
}

function localName(root: { readonly kind: string; readonly local?: string }): string {
  return root.local ?? "";
}
