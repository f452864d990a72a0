import type { Project } from "../project.ts";

const CREATE =
  /\bcreate\s+(?:(?:global|local)\s+)?(?:temp(?:orary)?\s+|unlogged\s+)?(?:table|(?:materialized\s+)?view)\s+(?:if\s+not\s+exists\s+)?(?:"?\w+"?\s*\.\s*)?"?(\w+)"?/gi;

/** Names of the tables and views that code makes by itself, as temporary ones: no migration does. */
export function madeInCode({ code }: Project): ReadonlySet<string> {
  const names = code.queries
    .filter(({ kind }) => kind === "other")
    .flatMap(({ text }) => [...(text ?? "").matchAll(CREATE)].map(([, name]) => name as string));
  return new Set(names);
}
