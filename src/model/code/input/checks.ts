import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import type { Input, RequestInputs } from "./request.ts";

/** Calls that ask whether a value is one of those allowed, or of the right form. */
const ASKS =
  /^(?:includes|has|hasOwn|hasOwnProperty|test|match|indexOf|some|every|find|isInteger|isNaN|isFinite|isUUID|isUuid|isNumeric|isInt|isAlphanumeric|isValid|validate|safeParse|parse|assert|startsWith|check\w*|valid\w*|is[A-Z]\w*|assert\w*|ensure\w*|sanitize\w*)$/;

/**
 * Whether a function looks at an input before it uses it: asks a list, a pattern or a check of its own about that very
 * value. What the answer leads to is not followed; who looks is given the benefit of the doubt.
 */
export function isChecked(input: Input, of: CodeFunction, program: CallProgram, inputs: RequestInputs): boolean {
  const isSame = (other: Input | null): boolean =>
    other !== null &&
    other.part === input.part &&
    (other.path.join(".") === input.path.join(".") || other.path.length === 0);
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) {
    for (const call of at.calls) {
      const { callee } = call.record;
      const name =
        callee.path.at(-1) ??
        ("local" in callee.root
          ? callee.root.local
          : callee.root.kind === "function"
            ? (program.tables.get(call.file)?.functions[callee.root.index]?.record.name ?? "")
            : "");
      if (!ASKS.test(name)) continue;
      if (call.record.arguments.some((value) => isSame(inputs.within({ file: call.file, value })))) return true;
      const receiver = {
        kind: "ref",
        ref: { root: callee.root, path: callee.path.slice(0, -1) },
        at: call.record.at,
      } as const;
      if (callee.path.length > 0 && isSame(inputs.of({ file: call.file, value: receiver }))) return true;
    }
  }
  return false;
}
