import type { Expression } from "../../../../facts/routes.ts";
import type { FoundUnknown } from "../found.ts";
import type { Machine } from "../program/machine.ts";
import { literal, type Site, unknown, type Value } from "../program/values.ts";
import type { Instance } from "./instance.ts";
import { registerRoute } from "./route.ts";

/** Methods Fastify has shorthands for, its own and those `addHttpMethod` makes. */
export const SHORTHANDS: Readonly<Record<string, string>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
  head: "HEAD",
  options: "OPTIONS",
  all: "ALL",
  trace: "TRACE",
  search: "SEARCH",
  propfind: "PROPFIND",
  proppatch: "PROPPATCH",
  mkcol: "MKCOL",
  copy: "COPY",
  move: "MOVE",
  lock: "LOCK",
  unlock: "UNLOCK",
  report: "REPORT",
  query: "QUERY",
};

/** `get(path, handler)`, `get(path, options, handler)`, `get(path, { …, handler })`. */
export function registerShorthand(
  instance: Instance,
  method: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const [path = unknown(), second, third] = given;
  const alone = second ? machine.force(second) : null;
  const isOptions = third !== undefined || alone?.kind === "record";
  registerRoute(
    instance,
    {
      method: literal(method),
      path,
      options: isOptions ? alone : null,
      handler: third ?? (isOptions ? null : alone),
      written: {
        options: isOptions ? site.written?.[1] : undefined,
        handler: site.written?.[third === undefined ? 1 : 2],
      },
    },
    site,
    machine,
    unknowns,
  );
}

/** `route({ method, url, handler, … })`. */
export function registerObject(
  instance: Instance,
  given: Value | undefined,
  written: Expression | undefined,
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const options = given ? machine.force(given) : unknown();
  if (options.kind === "choice") {
    for (const each of options.options) registerObject(instance, each, written, site, machine, unknowns);
    return;
  }
  const fields = options.kind === "record" ? options.fields : null;
  const path = fields?.get("url") ?? fields?.get("path");
  const method = fields?.get("method");
  if (!path || !method) {
    const why =
      machine.looping > 0
        ? "registered in a loop over values that are not known from the source"
        : "the options of this route are not known from the source";
    unknowns.push({ site, reason: why });
    return;
  }
  registerRoute(
    instance,
    { method, path, options, handler: null, written: { options: written, handler: undefined } },
    site,
    machine,
    unknowns,
  );
}
