import type { Index } from "../schema.ts";

type Key = Index["keys"][number];

/** Equal for indexes over the same keys in the same order, with the same rows and the same columns carried along. */
export function indexIdentity({ method, keys, include, where }: Index): string {
  const parts = keys.map((key) => [
    key.column,
    key.expression,
    key.opclass,
    key.collation ?? null,
    key.descending,
    nullsOf(key),
  ]);
  return JSON.stringify([method, parts, include, where]);
}

/** Where a key puts its nulls: last in ascending order and first in descending (CREATE INDEX, NULLS FIRST). */
export function nullsOf(key: Key): "first" | "last" {
  return key.nulls ?? (key.descending ? "first" : "last");
}
