import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyRule } from "../../src/rule/define.ts";

/** The ids of all rules, by their files `rules/<namespace>/<name>.ts`, sorted. */
export function ruleIds(root: string): readonly string[] {
  const folder = path.join(root, "rules");
  const ids: string[] = [];
  for (const namespace of readdirSync(folder, { withFileTypes: true })) {
    if (!namespace.isDirectory()) continue;
    for (const file of readdirSync(path.join(folder, namespace.name))) {
      if (file.endsWith(".ts")) ids.push(`${namespace.name}/${file.slice(0, -".ts".length)}`);
    }
  }
  return ids.sort(byCodeUnit);
}

/**
 * Loads every rule from its own file, not through the registry, which may be stale.
 * Throws when a file does not hold the rule its path promises.
 */
export async function loadRules(root: string): Promise<readonly AnyRule[]> {
  const rules: AnyRule[] = [];
  for (const id of ruleIds(root)) {
    const file = path.join(root, "rules", `${id}.ts`);
    const module = (await import(pathToFileURL(file).href)) as { default?: AnyRule };
    const found = module.default?.id;
    if (!module.default || found !== id) {
      throw new Error(
        `rules/${id}.ts: expected a default export with the id "${id}", found ${found ? `the id "${found}"` : "none"}. ` +
          `Name the file after its rule, and export the rule with \`export default defineRule({ id: "${id}", … })\`.`,
      );
    }
    rules.push(module.default);
  }
  return rules;
}

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
