import type { Call, FileValue } from "./linked.ts";
import type { CallProgram } from "./program.ts";

/** Whether an option is given: `unknown` where the options come from elsewhere, or a spread may hold it. */
export type Given = "given" | "absent" | "unknown";

/** Whether one argument of a call has one of several members, each a path: `["pool", "max"]`. */
export function optionOf(
  program: CallProgram,
  call: Call,
  index: number,
  paths: readonly (readonly string[])[],
): Given {
  const argument = program.argument(call, index);
  if (!argument) return call.record.spread ? "unknown" : "absent";
  return memberGiven(program, argument, paths);
}

/** Also members assigned after the object was made: `options.signal = …`. */
export function memberGiven(program: CallProgram, value: FileValue, paths: readonly (readonly string[])[]): Given {
  let answer: Given = "absent";
  for (const path of paths) {
    const member = program.memberOf(value, path);
    if (member.is === "value" ? !isOff(member.value) : isAssigned(program, value, path)) return "given";
    if (member.is === "unknown") answer = "unknown";
  }
  return answer;
}

/** `timeout: 0`, `signal: undefined`: said, and off. */
function isOff({ value }: FileValue): boolean {
  if (value.kind === "literal") return value.value === 0 || value.value === false || value.value === null;
  return value.kind === "ref" && value.ref.root.kind === "global" && value.ref.root.name === "undefined";
}

function isAssigned(program: CallProgram, { file, value }: FileValue, path: readonly string[]): boolean {
  if (value.kind !== "ref" || value.ref.root.kind !== "name") return false;
  const { index } = value.ref.root;
  const [first] = path.slice(0, 1);
  return (program.tables.get(file)?.facts.assignments ?? []).some(
    ({ target }) => target.root.kind === "name" && target.root.index === index && target.path[0] === first,
  );
}
