import type { Operation } from "../../facts/api.ts";

/** An operation as messages name it: `` `GET /users` ``. */
export function operationText(operation: Operation): string {
  return `\`${operation.method} ${operation.path}\``;
}

/** `1 operation`, `3 operations`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** At most three of some names, and how many more there are: `` `a`, `b`, `c` and 4 more ``. */
export function fewOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
