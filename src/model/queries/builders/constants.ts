import type { ValueFact } from "../../../facts/calls.ts";
import type { Bound, Predicate, WrittenColumn } from "../../../facts/queries.ts";
import type { TextPlace } from "../../../findings/place.ts";
import type { FileValue } from "../../code/calls/linked.ts";
import type { CallProgram } from "../../code/calls/program.ts";

/** The constant a value is; undefined for any other, and for null. */
export function constantOf(program: CallProgram, given: FileValue): string | number | boolean | undefined {
  const { value } = program.valueOf(given);
  return value.kind === "literal" && value.value !== null ? value.value : undefined;
}

/** Whether a pattern of LIKE begins with a wildcard; undefined where that is not known. */
export function wildcardOf(program: CallProgram, given: FileValue): Predicate["wildcard"] {
  const { value } = program.valueOf(given);
  if (value.kind === "literal" && typeof value.value === "string") return wildcardIn(value.value, true);
  if (value.kind === "template") return wildcardIn(value.parts.join("\u0000"), false);
  if (value.kind === "binary" && value.operator === "+" && value.left.kind === "literal")
    return wildcardIn(`${String(value.left.value)}\u0000`, false);
  return undefined;
}

function wildcardIn(pattern: string, whole: boolean): Predicate["wildcard"] {
  if (/^[%_]/.test(pattern)) return "leading";
  // What stands first is a value, and may itself hold a wildcard.
  if (pattern.startsWith("\u0000")) return undefined;
  if (/[%_]/.test(pattern)) return "later";
  return whole ? "none" : undefined;
}

/** LIMIT or OFFSET. */
export function boundOf(program: CallProgram, given: FileValue, at: TextPlace): Bound {
  const constant = constantOf(program, given);
  return { value: typeof constant === "number" ? constant : null, at };
}

/** What is known of a value that is written. */
export function writtenValue(value: ValueFact): WrittenColumn["value"] {
  if (value.kind !== "literal") return "other";
  return value.value === null ? "null" : "constant";
}
