export type NameStyle = "snake_case" | "camelCase" | "PascalCase" | "UPPER_CASE" | "other";

/** How an identifier joins its words; null for one word in lower case, or one letter, which fits `snake_case` and `camelCase` alike. */
export function styleOf(name: string): NameStyle | null {
  const bare = name.replace(/^_+|_+$/g, "");
  if (/^[a-z][a-z0-9]*$/.test(bare)) return null;
  if (/^[a-z0-9]+(_[a-z0-9]+)+$/.test(bare)) return "snake_case";
  if (/^[a-z][a-zA-Z0-9]*$/.test(bare)) return "camelCase";
  // One letter (`A`, `B` of Prisma's link tables) is a name of no style.
  if (/^[A-Z]\d*$/.test(bare)) return null;
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(bare)) return "UPPER_CASE";
  if (/^[A-Z][a-zA-Z0-9]*$/.test(bare)) return "PascalCase";
  return "other";
}
