import type { CallRecord, Ref, ValueFact } from "../../../facts/calls.ts";
import type { Call } from "./linked.ts";
import type { CallProgram } from "./program.ts";

/** What becomes of the value a call gives, within its file. */
export interface Held {
  /** A local name of its function holds it, and nothing else does: index into the file's names. */
  readonly name: number | null;
  /** It is returned, stored in a field or a collection, or handed to another call. */
  readonly passedOn: boolean;
}

/** By names only: what is put into a name and out of it again within one file. */
export function heldBy(program: CallProgram, call: Call): Held {
  const table = program.tables.get(call.file);
  if (!table) return { name: null, passedOn: true };
  const { facts } = table;
  const name = facts.names.findIndex(({ value }) => value.kind === "call" && value.call === call.index);
  const local = facts.names[name]?.function === call.record.function;
  const assigned = facts.assignments.find(({ value }) => holdsCall(value, call.index));
  const target = assigned?.target;
  const into =
    target?.root.kind === "name" &&
    target.path.length === 0 &&
    facts.names[target.root.index]?.function === call.record.function
      ? target.root.index
      : null;
  if (assigned && into === null) return { name: null, passedOn: true };
  const held = name >= 0 && local ? name : into;
  if (name >= 0 && !local) return { name: null, passedOn: true };
  if (held === null) {
    // `const { release } = await pool.connect()`: its parts are held one by one.
    const apart = facts.names.some(({ value }) => value.kind === "ref" && isCall(value.ref, call.index));
    return { name: null, passedOn: apart || isIn(call, facts.calls) || call.record.use === "returned" };
  }
  const is = (value: ValueFact): boolean => mentions(value, held);
  const passedOn =
    facts.functions.some(({ returns }) => returns.some(is)) ||
    facts.calls.some((each) => each.arguments.some(is)) ||
    facts.assignments.some((each) => is(each.value)) ||
    facts.names.some((each, index) => index !== held && is(each.value)) ||
    facts.exports.some((each) => is(each.value));
  return { name: held, passedOn };
}

function isIn(call: Call, calls: readonly CallRecord[]): boolean {
  return calls.some((each) => each.arguments.some((argument) => holdsCall(argument, call.index)));
}

function holdsCall(value: ValueFact, call: number): boolean {
  return within(value, (each) => each.kind === "call" && each.call === call);
}

/** The name itself: `client`, and not `client.query`. */
function mentions(value: ValueFact, name: number): boolean {
  return within(value, (each) => each.kind === "ref" && isName(each.ref, name));
}

function isName({ root, path }: Ref, name: number): boolean {
  return root.kind === "name" && root.index === name && path.length === 0;
}

function isCall({ root }: Ref, call: number): boolean {
  return root.kind === "call" && root.index === call;
}

function within(value: ValueFact, is: (value: ValueFact) => boolean): boolean {
  if (is(value)) return true;
  switch (value.kind) {
    case "object":
      return value.members.some((member) => within(member.value, is));
    case "array":
      return value.items.some((item) => within(item, is));
    case "choice":
      return value.options.some((option) => within(option, is));
    case "template":
      return value.holes.some((hole) => within(hole, is));
    default:
      return false;
  }
}
