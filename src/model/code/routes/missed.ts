import type { CallExpression, Expression, FunctionFact } from "../../../facts/routes.ts";
import type { FoundUnknown } from "./found.ts";
import type { ModuleTable } from "./program/modules.ts";
import { callsIn } from "./program/search.ts";
import type { Site } from "./program/values.ts";

const VERBS = new Set(["get", "post", "put", "patch", "delete", "all"]);
const RECEIVERS = /(app|router|routes?|server|fastify|instance)\d?$/i;

/**
 * Registrations that stand in the source and were never reached by following it: on a parameter nobody binds, in a
 * method of an object nobody makes. One for each function they stand in would hide how many: each is said.
 */
export function missedRegistrations(
  modules: ModuleTable,
  registered: readonly Site[],
  known: readonly FoundUnknown[],
): readonly FoundUnknown[] {
  const reached = new Set<string>();
  for (const site of registered) reached.add(keyOf(site.file, site.whole ?? site.span));
  for (const { site } of known) reached.add(keyOf(site.file, site.whole ?? site.span));
  return [...modules.files].sort().flatMap((file) => {
    const program = modules.state(file)?.facts.routes?.program ?? [];
    return callsIn(program)
      .filter((call) => isRegistration(call) && !reached.has(keyOf(file, call.at)))
      .map(({ callee, at }): FoundUnknown => {
        const span = "at" in callee ? callee.at : at;
        return {
          site: { file, span, whole: at },
          reason: "what it is registered on could not be followed to an application",
        };
      });
  });
}

function keyOf(file: string, [start, end]: readonly [number, number]): string {
  return `${file}\0${start}\0${end}`;
}

/** `app.get("/path", …, handler)` by its shape alone. */
function isRegistration({ callee, arguments: given }: CallExpression): boolean {
  if (callee.kind !== "member" || typeof callee.key !== "string" || !VERBS.has(callee.key) || given.length < 2)
    return false;
  if (!RECEIVERS.test(receiverName(callee.object))) return false;
  const [first] = given;
  const last = given.at(-1);
  if (!first || !last) return false;
  return isPath(first) || (last.kind === "function" && takesRequest(last));
}

/** `(req, res)`, `(ctx, next)`, `(ctx)`. */
function takesRequest({ parameters }: FunctionFact): boolean {
  const target = parameters[0]?.target;
  return parameters.length >= 2 || (target?.kind === "name" && /^_?(ctx|context|c)$/.test(target.name));
}

function receiverName(object: Expression): string {
  if (object.kind === "name") return object.name;
  return object.kind === "member" && typeof object.key === "string" ? object.key : "";
}

function isPath(expression: Expression): boolean {
  if (expression.kind === "literal") return typeof expression.value === "string" && /^[/*]/.test(expression.value);
  return expression.kind === "array" && expression.items.length > 0 && expression.items.every(isPath);
}
