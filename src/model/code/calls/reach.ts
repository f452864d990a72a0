import type { CodeFunction } from "./linked.ts";
import type { CallProgram } from "./program.ts";

/** Breadth first, so that what is near comes first and a limit cuts off what is far. */
export function reachableFrom(from: CodeFunction, program: CallProgram, limit = 400): readonly CodeFunction[] {
  const found = new Set([from]);
  for (const each of found) {
    for (const call of each.calls) {
      if (call.record.form === "decorator") continue;
      const target = program.targetOf(call);
      for (const next of target ? [target, ...program.callbacksOf(call)] : program.callbacksOf(call)) {
        if (found.size >= limit) return [...found];
        found.add(next);
      }
    }
  }
  return [...found];
}
