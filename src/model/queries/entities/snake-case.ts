/** `createdAt` → `created_at`, `userID2` → `user_id2`: how Drizzle's `casing: "snake_case"` names columns. */
export function inSnakeCase(name: string): string {
  const words = name.replace(/['\u2019]/g, "").match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase()).join("_");
}
