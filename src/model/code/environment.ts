import type { ValueFact } from "../../facts/calls.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { CallProgram } from "./calls/program.ts";

/** A variable of the environment, read by its name. */
export interface EnvironmentRead {
  readonly name: string;
  readonly at: TextPlace;
}

const known = new WeakMap<CallProgram, ReadonlyMap<string, readonly EnvironmentRead[]>>();

/** What server code reads of the environment into values, by file: each variable of a file once, where it is first read. */
export function environmentReads(program: CallProgram): ReadonlyMap<string, readonly EnvironmentRead[]> {
  let found = known.get(program);
  if (!found) known.set(program, (found = findReads(program)));
  return found;
}

function findReads(program: CallProgram): ReadonlyMap<string, readonly EnvironmentRead[]> {
  const files = new Map<string, readonly EnvironmentRead[]>();
  for (const [file, { facts }] of program.tables) {
    const reads = new Map<string, EnvironmentRead>();
    const add = (value: ValueFact | null) => {
      if (!value) return;
      // `[]`: by a name that is computed.
      if (value.kind === "environment" && value.name !== "[]") {
        const [start, end] = value.at;
        const before = reads.get(value.name);
        if (!before || start < before.at.start) reads.set(value.name, { name: value.name, at: { file, start, end } });
      } else for (const part of partsOf(value)) add(part);
    };
    for (const each of facts.names) add(each.value);
    for (const each of facts.calls) each.arguments.forEach(add);
    for (const each of facts.assignments) add(each.value);
    for (const each of facts.exports) add(each.value);
    for (const each of facts.functions) each.returns.forEach(add);
    for (const each of facts.classes) for (const member of each.members) add(member.value);
    if (reads.size > 0)
      files.set(
        file,
        [...reads.values()].toSorted((a, b) => a.at.start - b.at.start),
      );
  }
  return files;
}

function partsOf(value: ValueFact): readonly ValueFact[] {
  switch (value.kind) {
    case "object":
      return value.members.map((member) => member.value);
    case "array":
      return value.items;
    case "choice":
      return value.options;
    case "template":
      return value.holes;
    case "binary":
      return [value.left, value.right];
    default:
      return [];
  }
}
