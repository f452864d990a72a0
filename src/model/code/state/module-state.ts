import type { NameRecord } from "../../../facts/calls.ts";
import type { TextPlace } from "../../../findings/place.ts";
import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A name of a module that holds a list or a table, and where a function adds to it. */
export interface StateChange {
  readonly name: string;
  readonly declaredAt: TextPlace;
  readonly at: TextPlace;
  readonly key: string;
}

const ADDS = /^(?:push|unshift|set|add|splice)$/;
/** What may differ from instance to instance, or is the same in all of them. */
const HARMLESS =
  /cach|memo|pool|client|conn|instance|registr|metric|count|stat(?:s|istic)|limit|buffer|timer|inflight|in_flight|pending|lock|promis|listener|subscri|handler|plugin|schema|loaded|resolved|warned|logged|seen|singleton|model|template|driver|provider|config|compiled|map$|lookup|lru|queue|waiting|worker|controller|abort/i;

/** `keyToLicense`, `userById`: a table by which something known is found again. */
const LOOKUP = /[a-z](?:To|By)[A-Z]/;

/** Where a function adds to a table or list of its module that was begun empty. */
export function stateChanges(of: CodeFunction, program: CallProgram): readonly StateChange[] {
  const facts = program.tables.get(of.file)?.facts;
  if (!facts) return [];
  const changes: StateChange[] = [];
  const held = (index: number): NameRecord | null => {
    const name = facts.names[index];
    return name &&
      name.function === 0 &&
      beginsEmpty(name, of, program) &&
      !HARMLESS.test(name.name) &&
      !LOOKUP.test(name.name)
      ? name
      : null;
  };
  const add = (name: NameRecord, at: TextPlace) => {
    const [start, end] = name.at;
    changes.push({ name: name.name, declaredAt: { file: of.file, start, end }, at, key: `${of.file} ${name.name}` });
  };
  for (const call of of.calls) {
    const { root, path } = call.record.callee;
    const name = root.kind === "name" && path.length === 1 && ADDS.test(path[0] as string) ? held(root.index) : null;
    if (name) add(name, call.nameAt);
  }
  for (const { target, function: around, at } of facts.assignments) {
    if (around !== of.index || target.root.kind !== "name" || target.path.length !== 1 || target.path[0] !== "[]")
      continue;
    const name = held(target.root.index);
    if (name) add(name, { file: of.file, start: at[0], end: at[1] });
  }
  return changes;
}

/** `new Map()`, `new Set()`, `[]`, `{}`: nothing in it but what the process puts there. */
function beginsEmpty({ value }: NameRecord, { file }: CodeFunction, program: CallProgram): boolean {
  if (value.kind === "array") return value.items.length === 0 && !value.open;
  if (value.kind === "object") return value.members.length === 0 && !value.open;
  const call = value.kind === "call" ? program.tables.get(file)?.calls[value.call] : undefined;
  return (
    call !== undefined &&
    call.record.form === "new" &&
    call.record.arguments.length === 0 &&
    /^(?:Map|Set)$/.test(program.signatureOf(call) ?? "")
  );
}
