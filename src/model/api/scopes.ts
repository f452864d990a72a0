import { nameWords } from "../schema/name-words.ts";

const reading = new Set(["read", "reads", "reader", "readonly", "view", "viewer", "list", "get"]);
const writing = new Set([
  ..."write writer writes create update delete edit editor manage manager admin administrator modify full all send".split(
    " ",
  ),
  ..."execute run post put patch set remove submit publish approve readwrite".split(" "),
]);

/** What the name of a scope allows, as far as it says: `read:users`, `users.readonly` and `Users.View` only read; `manage` also writes. */
export function scopeAllows(scope: string): "reading" | "writing" | "unknown" {
  // A scope may be a URL: `https://api.example.com/auth/users.readonly`.
  const words = nameWords(scope.replace(/^https?:\/\/[^/]*/, ""));
  const pairs = words.map((word, index) => `${word}${words[index + 1] ?? ""}`);
  if (words.some((word) => writing.has(word))) return "writing";
  return words.some((word) => reading.has(word)) || pairs.includes("readonly") ? "reading" : "unknown";
}

/** Endpoints that change nothing although their method is POST: searches, checks, dry runs. */
export function onlyAsks(path: string): boolean {
  const last = path.split(/[/:]/).findLast((segment) => segment !== "" && !segment.includes("{")) ?? "";
  const words = nameWords(last);
  return words.some((word) =>
    /^(?:search|searches|query|queries|filter|find|lookup|count|counts|list|get|read|fetch|validate|validation|verify|check|preview|simulate|estimate|quote|calculate|export|download|report|reports|stats|statistics|evaluate|compare|graphql|introspect|test|resolve|batchget|autocomplete|suggest)$/.test(
      word,
    ),
  );
}
