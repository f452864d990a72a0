import type { Handler } from "../found.ts";
import type { Machine } from "../program/machine.ts";
import type { ModuleState } from "../program/modules.ts";
import { type Site, unknown } from "../program/values.ts";

/** What a module exports under a name, and where that stands; null where it exports no such thing. */
export function exportOf({ facts }: ModuleState, name: string, machine: Machine): Handler | null {
  const own = facts.exports.find(({ exported, type }) => exported === name && !type);
  const handedOn = facts.imports.find(
    ({ kind, bindings }) => kind === "re-export" && bindings.some(({ local }) => local === name),
  );
  const at = own ?? handedOn;
  if (!at) return null;
  const site: Site = { file: facts.file, span: [at.start, at.end] };
  const text = own?.local ?? name;
  const imported = handedOn?.bindings.find(({ local }) => local === name)?.imported;
  const found =
    machine.modules.exported(facts.file, name) ??
    (handedOn && imported ? machine.modules.imported(facts.file, handedOn.specifier, imported) : undefined);
  return { value: found ? machine.force(found) : unknown(text), text, site };
}
