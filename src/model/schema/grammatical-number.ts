import { nameWords } from "./name-words.ts";

/** Words whose form does not tell one from many, or that name a mass. */
const neither: ReadonlySet<string> = new Set(
  (
    "access address alias analysis analytics audit auth basis business bus cache canvas class config configuration content corpus cors credentials data " +
    "dns equipment feedback fish focus glass gps history https information inventory kubernetes kudos log lens lms media metadata metrics ms news os pass " +
    "people permissions personnel postgres press process progress queue redis rss s sales schema sdk series settings sms sns sos software species sqs staff stats statistics status " +
    "stuff sync tax tls traffic usage virus vps work"
  ).split(" "),
);

/** Plurals without an `s`. */
const irregular: ReadonlySet<string> = new Set([
  "children",
  "criteria",
  "feet",
  "geese",
  "indices",
  "men",
  "mice",
  "phenomena",
  "teeth",
  "women",
]);

/**
 * Whether a name says one or many, by its last word (English); null when that does not tell, or when a word before it
 * is the one that counts (`configs_github`).
 */
export function grammaticalNumber(name: string): "singular" | "plural" | null {
  const words = nameWords(name);
  const last = numberOf(words.at(-1));
  return last === "singular" && words.slice(0, -1).some((word) => numberOf(word) === "plural") ? null : last;
}

function numberOf(word: string | undefined): "singular" | "plural" | null {
  if (word === undefined || word.length < 3 || neither.has(word) || /\d$/.test(word) || /[^a-z]/.test(word))
    return null;
  if (irregular.has(word)) return "plural";
  if (!word.endsWith("s")) return "singular";
  if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is") || word.endsWith("ics")) return null;
  return "plural";
}
