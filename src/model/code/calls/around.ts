import type { ValueFact } from "../../../facts/calls.ts";
import type { Call, CodeFunction } from "./linked.ts";
import type { CallProgram } from "./program.ts";

/** What stands around calls: the calls they are arguments of, and what is done with their results. */
export interface Around {
  /** The call this one is an argument of, also within a list or an object: `withTimeout(fetch(url))`. */
  outerOf(call: Call): Call | null;
  /** The members called of what it gave, and of what those gave in turn: `release` of `pool.connect()`. */
  membersOf(call: Call): readonly Call[];
  /** The calls that a function is handed to as a callback, for it and for the functions it stands in; innermost first. */
  takersOf(of: CodeFunction): readonly Call[];
}

const known = new WeakMap<CallProgram, Around>();

export function aroundOf(program: CallProgram): Around {
  let around = known.get(program);
  if (!around) known.set(program, (around = createAround(program)));
  return around;
}

/** A chain of more members than this is not followed to its beginning. */
const CHAIN = 12;

function createAround(program: CallProgram): Around {
  const outer = new Map<Call, Call>();
  const members = new Map<Call, Call[]>();
  for (const { calls } of program.tables.values()) {
    for (const call of calls) {
      for (const argument of call.record.arguments)
        for (const inner of callsWithin(argument)) {
          // Of `race([load().catch(log)])` it is the whole chain that is given.
          let found = calls[inner];
          for (let step = 0; found && step < CHAIN; step++) {
            outer.set(found, call);
            const { root, path } = found.record.callee;
            found =
              root.kind === "call" && /^(?:then|catch|finally)$/.test(path.at(-1) ?? "")
                ? calls[root.index]
                : undefined;
          }
        }
      let made = program.makerOf(call);
      for (let step = 0; made && step < CHAIN; step++) {
        const list = members.get(made);
        if (list) list.push(call);
        else members.set(made, [call]);
        made = program.makerOf(made);
      }
    }
  }
  return {
    outerOf: (call) => outer.get(call) ?? null,
    membersOf: (call) => members.get(call) ?? [],
    takersOf(of) {
      const takers: Call[] = [];
      for (let at: CodeFunction | null = of; at; at = at.parent) {
        const taken = at.record.argumentOf && program.tables.get(at.file)?.calls[at.record.argumentOf.call];
        if (taken) takers.push(taken);
      }
      return takers;
    },
  };
}

function callsWithin(value: ValueFact): readonly number[] {
  if (value.kind === "call") return [value.call];
  if (value.kind === "array") return value.items.flatMap(callsWithin);
  if (value.kind === "object") return value.members.flatMap((member) => callsWithin(member.value));
  return [];
}
