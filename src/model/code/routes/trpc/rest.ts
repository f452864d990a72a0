import type { FoundGuard } from "../found.ts";
import type { Frame, Machine } from "../program/machine.ts";
import { callsIn } from "../program/search.ts";
import { unknown } from "../program/values.ts";
import type { TrpcRouter } from "./state.ts";
import { trpcStates } from "./states.ts";

/** Adapters that serve the same procedures a second time, as REST (https://github.com/mcampa/trpc-to-openapi). */
const REST = /(?:^|\/)trpc-(?:to-)?openapi$/;

/**
 * What stands before the procedures of each router that is served as REST too: the handler around the adapter may turn
 * away who brings no credentials, which the procedures themselves do not show. Not known, so said to be unknown.
 */
export function restGuards(machine: Machine): ReadonlyMap<TrpcRouter, FoundGuard> {
  const guards = new Map<TrpcRouter, FoundGuard>();
  for (const file of [...machine.modules.files].sort()) {
    const state = machine.modules.state(file);
    if (!state?.facts.routes || !state.facts.imports.some(({ specifier }) => REST.test(specifier))) continue;
    const frame: Frame = { scope: state.scope, self: null, owner: null, exits: [] };
    for (const { callee, arguments: given, at } of callsIn(state.facts.routes.program)) {
      const [settings] = given;
      if (callee.kind !== "name" || settings?.kind !== "object") continue;
      const adapter = machine.force(machine.evaluate(callee, frame));
      if (adapter.kind !== "external" || !REST.test(adapter.module)) continue;
      const written = settings.members.find(({ key }) => key === "router")?.value;
      const [router] = written ? trpcStates(machine.evaluate(written, frame), machine) : [];
      if (router?.kind !== "router" || guards.has(router)) continue;
      const text = `what stands around \`${callee.name}\``;
      guards.set(router, {
        value: unknown(text),
        text,
        site: { file, span: at },
        scope: "app",
        kind: "guard",
        doubts: [],
      });
    }
  }
  return guards;
}
