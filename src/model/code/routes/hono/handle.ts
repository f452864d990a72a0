import type { FoundUnknown } from "../found.ts";
import { handlersFrom } from "../handlers.ts";
import type { PathSpec } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { Site, Value } from "../program/values.ts";
import type { HonoApp } from "./state.ts";

/** A call that registers something on an application. */
export interface HonoCall {
  readonly app: HonoApp;
  readonly site: Site;
  readonly machine: Machine;
  readonly unknowns: FoundUnknown[];
}

/** Remembers handlers, and says of paths and methods that are not known that they are not. */
export function handle(
  { app, site, machine, unknowns }: HonoCall,
  methods: readonly string[] | null,
  paths: readonly PathSpec[],
  given: readonly Value[],
  from: number,
): void {
  const known = methods ? paths.filter((path) => path.kind === "path") : paths;
  if (known.length < paths.length || paths.length === 0 || methods?.length === 0)
    unknowns.push({
      site,
      reason:
        machine.looping > 0
          ? "registered in a loop over values that are not known from the source"
          : `the ${methods?.length === 0 ? "method" : "path"} is not known from the source`,
    });
  if (known.length === 0 || methods?.length === 0) return;
  const handlers = handlersFrom(given, from, site, machine);
  app.store.items.push({ kind: "handle", methods, paths: known, handlers, site });
}
