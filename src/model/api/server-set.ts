import { wordsOf } from "./casing.ts";

const deeds = /^(?:created|updated|modified|changed|deleted)$/;

/** Names of what only the server can know: when a record was made or changed, and its own key. */
export function isServerSet(name: string): "id" | "time" | null {
  if (/^_?(?:id|uuid)$/.test(name)) return "id";
  const words = wordsOf(name).filter(
    (word) => word !== "last" && word !== "date" && word !== "time" && word !== "timestamp",
  );
  const [deed, suffix, ...others] = words;
  if (deed === undefined || !deeds.test(deed) || others.length > 0) return null;
  // `created` alone and `created_at` are times; `created_by` is asked about elsewhere, `updated_fields` is something else.
  return suffix === undefined
    ? words.length < wordsOf(name).length
      ? "time"
      : null
    : suffix === "at" || suffix === "on"
      ? "time"
      : null;
}
