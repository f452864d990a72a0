import type { ValueFact } from "../../../facts/calls.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

const DEPTH = 8;

/**
 * Whether what a call is given is the same each time: literals, the environment, names of modules. A client made with what
 * comes from a request or from a record belongs to that, and is another one each time.
 */
export function isGivenConstants(program: CallProgram, call: Call): boolean {
  return !call.record.spread && call.record.arguments.every((value) => isConstant(program, call.file, value, 0));
}

function isConstant(program: CallProgram, file: string, value: ValueFact, depth: number): boolean {
  if (depth > DEPTH) return false;
  const inner = (of: ValueFact) => isConstant(program, file, of, depth + 1);
  switch (value.kind) {
    case "literal":
    case "environment":
    case "regex":
    case "function":
    case "class":
      return true;
    case "object":
      return value.members.every((member) => inner(member.value));
    case "array":
      return value.items.every(inner);
    case "choice":
      return value.options.every(inner);
    case "template":
      return value.holes.every(inner);
    case "binary":
      return inner(value.left) && inner(value.right);
    case "ref": {
      const { root } = value.ref;
      if (root.kind === "import" || root.kind === "class" || root.kind === "global") return true;
      if (root.kind !== "name") return false;
      const name = program.tables.get(file)?.facts.names[root.index];
      return name !== undefined && (name.function === 0 || inner(name.value));
    }
    case "call": {
      const call = program.tables.get(file)?.calls[value.call];
      const { root } = call?.record.callee ?? {};
      return (
        call !== undefined &&
        (root?.kind === "import" || root?.kind === "global" || root?.kind === "function") &&
        isGivenConstants(program, call)
      );
    }
    case "other":
      return false;
  }
}
