import type { Json, JsonObject } from "../../rule/openapi-visitor.ts";
import type { NodeIgnore } from "../language.ts";
import { isList, isObject, member, textAt } from "./json.ts";
import type { SourceNode } from "./walk/node.ts";

const key = "x-archlint-ignore";

/**
 * The exceptions written at a node: `x-archlint-ignore: [{ rule, reason, until }]`, one such object, an object of rules with
 * their reasons, or `rule until=2027-01-31 -- reason` as in a comment.
 */
export function ignoresAt(node: SourceNode): readonly NodeIgnore[] {
  const written = member(node.value, key);
  if (written === undefined) return [];
  const at = node.member(key);
  return entriesOf(written).map((entry) => ({ at, covers: node.at, ...entry }));
}

type Entry = Pick<NodeIgnore, "rule" | "reason" | "until">;

function entriesOf(written: Json): readonly Entry[] {
  if (isList(written)) return written.flatMap(entriesOf);
  if (typeof written === "string") {
    const [names = "", reason] = written.split(/\s--(?:\s|$)/, 2);
    const words = names.split(/[\s,]+/).filter(Boolean);
    const until = words.find((word) => word.startsWith("until="))?.slice("until=".length) ?? null;
    return words
      .filter((word) => !word.startsWith("until="))
      .map((rule) => ({ rule, reason: reason?.trim() || null, until }));
  }
  if (!isObject(written)) return [{ rule: String(written), reason: null, until: null }];
  const rule = textAt(written, "rule");
  if (rule !== undefined) return [{ rule, reason: textAt(written, "reason")?.trim() || null, until: lastDay(written) }];
  return Object.entries(written).map(([name, reason]) => ({
    rule: name,
    reason: typeof reason === "string" ? reason.trim() || null : null,
    until: null,
  }));
}

/** A day without quotes is a text in YAML 1.2; what is no text at all is no day either, and is told. */
function lastDay(written: JsonObject): string | null {
  const until = member(written, "until");
  return until === undefined ? null : typeof until === "string" ? until : JSON.stringify(until);
}
