import type { Ref } from "../../../facts/calls.ts";
import type { CodeFunction } from "../calls/linked.ts";
import { calledName } from "../calls/called-name.ts";
import type { CallProgram } from "../calls/program.ts";

/**
 * Whether a function keeps what it makes for the next time: it sets a name of the module, a static or own member, or a
 * module's `Map`; or it is handed to something that runs it once. What it does, it does not do for each request.
 */
export function keepsResult(of: CodeFunction, program: CallProgram): boolean {
  const table = program.tables.get(of.file);
  if (!table) return false;
  const outlives = ({ root }: Ref): boolean =>
    root.kind === "this" ||
    root.kind === "class" ||
    (root.kind === "name" && table.facts.names[root.index]?.function === 0);
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) {
    const { index, record } = at;
    if (table.facts.assignments.some((each) => each.function === index && outlives(each.target))) return true;
    if (at.calls.some(({ record: { callee } }) => callee.path.at(-1) === "set" && outlives(callee))) return true;
    const around = record.argumentOf && table.calls[record.argumentOf.call];
    if (around && /memo|once|cache|lazy|singleton/i.test(calledName(around.record.callee))) return true;
  }
  return false;
}
