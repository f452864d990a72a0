/** What the configuration says of guards: true for what turns away requests without credentials. */
export type GuardSettings = Readonly<Record<string, boolean>>;

/**
 * The name under which a guard can be settled in the configuration: as it is written, without its arguments.
 * `requireSession` of `requireSession("admin")`, `auth.required`, `TenantGuard` of `new TenantGuard()`.
 */
export function guardName(text: string): string {
  return text.replace(/^new /, "").replace(/\(.*$/s, "");
}

/** What is said of a guard, by its whole name or by the last part of it; undefined when nothing is. */
export function settledGuard(text: string, settings: GuardSettings): boolean | undefined {
  const name = guardName(text);
  const last = name.slice(name.lastIndexOf(".") + 1);
  for (const each of [name, last]) if (Object.hasOwn(settings, each)) return settings[each];
  return undefined;
}
