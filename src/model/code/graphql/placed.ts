import type { CallExpression, Expression, ObjectMember } from "../../../facts/routes.ts";
import type { Machine } from "../routes/program/machine.ts";
import type { Site, Value } from "../routes/program/values.ts";

/** Maps within maps: `{ Query: { users } }` under one name of a module, or under several. */
const MOST_DEPTH = 3;

/**
 * Where a field stands whose resolver a call made: `users: signedIn(listUsers)` stands in the map, not in the file of
 * `signedIn`. Null for what no map of a module holds, and for what was written as a function there.
 */
export function placesInMaps(machine: Machine): (resolver: Value, name: string) => Site | null {
  const holders = new Map<Value, string>();

  function note(value: Value, file: string, depth: number): void {
    if (value.kind === "closure") {
      if (!holders.has(value)) holders.set(value, file);
    } else if (value.kind === "record" && depth < MOST_DEPTH)
      for (const field of value.fields.values()) note(field, file, depth + 1);
  }

  // What others take over is first held where it is written.
  for (const file of machine.modules.order()) {
    const state = machine.modules.state(file);
    if (!state) continue;
    for (const value of [...state.scope.names.values(), state.default, state.commonjs])
      if (value?.kind === "record") note(value, file, 0);
  }
  return (resolver, name) => {
    const file = holders.get(resolver);
    const program = file === undefined ? null : machine.modules.state(file)?.facts.routes?.program;
    const call = program ? calledUnder(name, program) : null;
    return file !== undefined && call ? { file, span: call.at } : null;
  };
}

/** The call that stands under a name in an object of a program; null where there is none, or more than one. */
function calledUnder(name: string, program: unknown): CallExpression | null {
  const found: CallExpression[] = [];
  const stack: unknown[] = [program];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const { kind } = node as Expression;
    if (kind === "object")
      for (const { key, value } of (node as { readonly members: readonly ObjectMember[] }).members)
        if (key === name && value.kind === "call") found.push(value);
    for (const value of Object.values(node)) if (typeof value === "object") stack.push(value);
  }
  return found.length === 1 && found[0] ? found[0] : null;
}
