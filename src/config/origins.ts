import { keyOf } from "./config-error.ts";
import type { ConfigPart, KeyPath } from "./config.ts";

const whole = ["preset", "postgresVersion"] as const;
const byName = ["history", "guards", "services"] as const;

/**
 * Where each value that is no rule's comes from, by its key as people write it: `history.newest`, `ignore["legacy/**"]`.
 * What nobody says has no entry, and its default.
 *
 * @param parts in their order, later ones winning
 */
export function originsOf(parts: readonly ConfigPart[]): Readonly<Record<string, string>> {
  const origins = new Map<string, string>();
  for (const { config, where } of parts) {
    const said = (path: KeyPath, key: KeyPath = path): void => {
      origins.set(keyOf(key), where(path));
    };
    for (const key of whole) if (config[key] !== undefined) said([key]);
    for (const key of byName) for (const name of Object.keys(config[key] ?? {})) said([key, name]);
    // The first that names a glob put it there; the others change nothing.
    for (const [index, glob] of (config.ignore ?? []).entries())
      if (!origins.has(keyOf(["ignore", glob]))) said(["ignore", index], ["ignore", glob]);
  }
  return Object.fromEntries(origins);
}
