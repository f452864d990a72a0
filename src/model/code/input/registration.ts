import type { Route } from "../../../facts/code.ts";
import { isPointerPlace } from "../../../findings/place.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** The call that registers a route: what stands where the route does. Null for what registers itself otherwise. */
export function registrationOf({ at, method }: Route, program: CallProgram): Call | null {
  if (isPointerPlace(at)) return null;
  const standing = (program.tables.get(at.file)?.calls ?? []).filter(
    (call) => call.at.start <= at.start && call.nameAt.end === at.end,
  );
  return standing.find(({ record }) => record.callee.path.at(-1) === method.toLowerCase()) ?? standing[0] ?? null;
}
