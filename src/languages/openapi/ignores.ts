import type { Json } from "../../rule/openapi-visitor.ts";
import type { NodeIgnore } from "../language.ts";
import { isList, isObject, member, textAt } from "./json.ts";
import type { SourceNode } from "./walk/node.ts";

const key = "x-archlint-ignore";

/**
 * The exceptions written at a node: `x-archlint-ignore: [{ rule, reason }]`, one such object, an object of rules with
 * their reasons, or `rule -- reason` as in a comment.
 */
export function ignoresAt(node: SourceNode): readonly NodeIgnore[] {
  const written = member(node.value, key);
  if (written === undefined) return [];
  const at = node.member(key);
  return entriesOf(written).map((entry) => ({ at, covers: node.at, ...entry }));
}

function entriesOf(written: Json): readonly { rule: string; reason: string | null }[] {
  if (isList(written)) return written.flatMap(entriesOf);
  if (typeof written === "string") {
    const [rules = "", reason] = written.split(/\s--(?:\s|$)/, 2);
    return rules
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((rule) => ({ rule, reason: reason?.trim() || null }));
  }
  if (!isObject(written)) return [{ rule: String(written), reason: null }];
  const rule = textAt(written, "rule");
  if (rule !== undefined) return [{ rule, reason: textAt(written, "reason")?.trim() || null }];
  return Object.entries(written).map(([name, reason]) => ({
    rule: name,
    reason: typeof reason === "string" ? reason.trim() || null : null,
  }));
}
