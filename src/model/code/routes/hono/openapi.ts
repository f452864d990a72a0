import { partsOf } from "../program/truth.ts";
import { type List, list, type Site, type Value } from "../program/values.ts";
import { handle, type HonoCall } from "./handle.ts";
import { honoPaths, merged } from "./path.ts";

/**
 * `app.openapi(route, handler)` of @hono/zod-openapi: method, path and middleware stand in the route, which `createRoute`
 * gives back as it was given, and wrappers of a project add to.
 */
export function openapi(call: HonoCall, given: Value | undefined, all: readonly Value[], site: Site): void {
  const { app, machine } = call;
  const route = given ? machine.force(given) : null;
  const method = route ? machine.force(machine.member(route, "method")) : null;
  const path = route ? machine.force(machine.member(route, "path")) : null;
  const parts = route?.kind === "record" && path ? partsOf(path) : null;
  if (route?.kind !== "record" || method?.kind !== "literal" || typeof method.value !== "string" || !path || !parts) {
    call.unknowns.push({ site, reason: "the route that is given here is not known from the source" });
    return;
  }
  const middleware = middlewareOf(machine.force(machine.member(route, "middleware")));
  const written = site.written ? [...middleware.items.map(() => site.written?.[0]), site.written[1]] : [];
  handle(
    { ...call, site: { ...site, written: written.flatMap((each) => (each ? [each] : [])) } },
    [method.value.toUpperCase()],
    honoPaths(path).map((each) => merged(app.base, each)),
    [...middleware.items, ...all.slice(1, 2)],
    0,
  );
}

/** One middleware, or a list of them. */
function middlewareOf(value: Value): List {
  if (value.kind === "list") return value;
  return list(value.kind === "literal" ? [] : [value]);
}
