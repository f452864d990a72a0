import type { FileValue } from "./linked.ts";
import type { Origins } from "./origins.ts";

/** A member of an object: its value, known to be missing, or not known. */
export type Member = { readonly is: "value"; readonly value: FileValue } | { readonly is: "absent" | "unknown" };

export function valueOf(value: FileValue, origins: Origins): FileValue {
  if (value.value.kind !== "ref") return value;
  const origin = origins.value(value.file, value.value);
  if (origin.kind === "value") return origin.value;
  if (origin.kind === "environment")
    return { file: value.file, value: { kind: "environment", name: origin.name, at: value.value.at } };
  if (origin.kind === "result" && origin.path.length === 0)
    return { file: origin.call.file, value: { kind: "call", call: origin.call.index } };
  if (origin.kind === "function")
    return { file: origin.function.file, value: { kind: "function", function: origin.function.index } };
  return value;
}

export function memberOf(value: FileValue, path: readonly string[], origins: Origins): Member {
  let at = valueOf(value, origins);
  for (const key of path) {
    if (at.value.kind === "literal") return { is: "absent" };
    if (at.value.kind !== "object") return { is: "unknown" };
    // Of two members of one name, the later counts.
    const entry = at.value.members.findLast((member) => member.key === key);
    if (!entry) return { is: at.value.open ? "unknown" : "absent" };
    at = valueOf({ file: at.file, value: entry.value }, origins);
  }
  return { is: "value", value: at };
}
