import type { FoundUnknown } from "../found.ts";
import type { Machine } from "../program/machine.ts";
import type { Site, Value } from "../program/values.ts";
import type { Instance } from "./instance.ts";
import { loadPlugin } from "./register.ts";

const ENTRY = /(^|\/)(app|server|index|plugin|main)\.[cm]?[jt]s$/;

/**
 * `fastify start app.js` of `fastify-cli` makes the application itself: where nobody calls `fastify()`, a plugin that
 * the entry file exports is one.
 */
export function startedByCommand(machine: Machine, make: (site: Site) => Instance, unknowns: FoundUnknown[]): void {
  for (const file of [...machine.modules.files].sort()) {
    if (!ENTRY.test(file)) continue;
    const found = machine.modules.commonjs(file) ?? machine.modules.exported(file, "default");
    const plugin = found ? machine.force(found) : null;
    if (!plugin || !takesInstance(plugin)) continue;
    const site: Site = { file, span: plugin.kind === "closure" ? plugin.fact.at : [0, 0] };
    loadPlugin(make(site), plugin, { options: null, written: undefined, site }, machine, unknowns);
  }
}

/** `async function (fastify, opts)`, by the name of its parameter or by its type. */
function takesInstance(value: Value): boolean {
  if (value.kind === "entity" && value.framework === "fastify") {
    const state = value.state as { kind: string; of?: Value };
    return state.kind === "plugin" && state.of !== undefined && takesInstance(state.of);
  }
  if (value.kind !== "closure") return false;
  const [first] = value.fact.parameters;
  if (!first || value.fact.parameters.length > 3) return false;
  return first.type === "FastifyInstance" || (first.target?.kind === "name" && first.target.name === "fastify");
}
