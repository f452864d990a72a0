import { nameOf } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import type { ModuleState } from "../program/modules.ts";
import { partsOf } from "../program/truth.ts";
import { options, type Value } from "../program/values.ts";

/** A Next.js application of the project. */
export interface NextApplication {
  /** Its folder: `""` for the root. */
  readonly root: string;
  /** What stands before all it serves; `""` without. */
  readonly basePath: string;
}

const CONFIG = /^(?:(.*)\/)?next\.config\.[cm]?[jt]s$/;

/** Every folder with a `next.config`, and every package that imports Next.js, by folder. */
export function applicationsOf(states: readonly ModuleState[], machine: Machine): ReadonlyMap<string, NextApplication> {
  const found = new Map<string, NextApplication>();
  for (const { facts } of states) {
    const config = CONFIG.exec(facts.file);
    if (config) found.set(config[1] ?? "", { root: config[1] ?? "", basePath: basePathOf(facts.file, machine) });
  }
  for (const { facts } of states) {
    if (found.has(facts.package) || !facts.imports.some(({ specifier }) => /^next(\/|$)/.test(specifier))) continue;
    found.set(facts.package, { root: facts.package, basePath: "" });
  }
  return found;
}

/**
 * `basePath` of a `next.config` (https://nextjs.org/docs/app/api-reference/config/next-config-js/basePath). One that only
 * the environment gives is left out: where nobody sets it, there is none.
 */
function basePathOf(file: string, machine: Machine): string {
  const exported = machine.modules.exported(file, "default") ?? machine.modules.commonjs(file);
  const config = exported ? settingsOf(machine.force(exported), machine, 0) : null;
  const value = config?.fields.get("basePath");
  const parts = value ? partsOf(machine.force(value)) : null;
  const text = parts?.every((part) => typeof part === "string") ? parts.join("") : "";
  return text.startsWith("/") ? text : "";
}

type Settings = Value & { readonly kind: "record" };

/** The settings within `withPlugin(config)`, `withPlugins(options)(config)`, `() => config`. */
function settingsOf(value: Value, machine: Machine, depth: number): Settings | null {
  if (depth > 4) return null;
  for (const option of options(value)) {
    if (option.kind === "record") return option;
    if (option.kind === "closure" && nameOf(option) !== "webpack") {
      const made = machine.invoke(option, []);
      const inner = made ? settingsOf(machine.force(made), machine, depth + 1) : null;
      if (inner) return inner;
    }
    if (option.kind !== "applied") continue;
    for (const given of option.arguments) {
      const inner = settingsOf(machine.force(given), machine, depth + 1);
      if (inner?.fields.has("basePath")) return inner;
    }
  }
  return null;
}
