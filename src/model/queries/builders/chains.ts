import type { CallFacts } from "../../../facts/calls.ts";
import type { Call } from "../../code/calls/linked.ts";
import type { CallProgram } from "../../code/calls/program.ts";

/** How the calls of a program follow one another: `db.select().from(t).where(c)`. */
export interface Chains {
  /** The calls made of what a call gave, in the same expression, in order. */
  after(call: Call): readonly Call[];
  /**
   * Whether something may be added to what a call gave: a name holds it, and one of `methods` is called of that name; or the
   * function returns it, and a caller does.
   */
  goesOn(call: Call, methods: RegExp): boolean;
}

interface FileChains {
  readonly next: ReadonlyMap<number, number>;
  /** The names each call's result is put into. */
  readonly names: ReadonlyMap<number, readonly number[]>;
  /** What is called of each name. */
  readonly methods: ReadonlyMap<number, ReadonlySet<string>>;
  /** The functions that return each call's result as it is. */
  readonly returned: ReadonlyMap<number, number>;
}

const known = new WeakMap<CallProgram, Chains>();

export function chainsOf(program: CallProgram): Chains {
  let chains = known.get(program);
  if (!chains) known.set(program, (chains = createChains(program)));
  return chains;
}

function createChains(program: CallProgram): Chains {
  const files = new Map<string, FileChains>();
  const inFile = (file: string): FileChains => {
    let found = files.get(file);
    if (!found) files.set(file, (found = fileChains(program.tables.get(file)?.facts)));
    return found;
  };
  const after = (call: Call): readonly Call[] => {
    const { next } = inFile(call.file);
    const calls = program.tables.get(call.file)?.calls ?? [];
    const chain: Call[] = [];
    for (let at = next.get(call.index); at !== undefined; at = next.get(at)) chain.push(calls[at] as Call);
    return chain;
  };
  return {
    after,
    goesOn(call, methods) {
      // What is awaited is rows.
      if (call.record.use === "awaited") return false;
      const { names, methods: called, returned } = inFile(call.file);
      for (const name of names.get(call.index) ?? [])
        for (const method of called.get(name) ?? []) if (methods.test(method)) return true;
      const from = returned.get(call.index);
      const fn = from === undefined ? undefined : program.tables.get(call.file)?.functions[from];
      if (!fn || fn.record.async) return false;
      return program.callersOf(fn).some((caller) => {
        const [first] = after(caller);
        if (first && methods.test(methodOf(first))) return true;
        const held = inFile(caller.file);
        return (held.names.get(caller.index) ?? []).some((name) =>
          [...(held.methods.get(name) ?? [])].some((method) => methods.test(method)),
        );
      });
    },
  };
}

function fileChains(facts: CallFacts | undefined): FileChains {
  const next = new Map<number, number>();
  const names = new Map<number, number[]>();
  const methods = new Map<number, Set<string>>();
  const returned = new Map<number, number>();
  const put = (call: number, name: number) => {
    const list = names.get(call);
    if (list) list.push(name);
    else names.set(call, [name]);
  };
  for (const [index, { callee }] of (facts?.calls ?? []).entries()) {
    const method = callee.path.at(-1);
    if (callee.root.kind === "call") next.set(callee.root.index, index);
    if (callee.root.kind !== "name" || method === undefined) continue;
    const list = methods.get(callee.root.index);
    if (list) list.add(method);
    else methods.set(callee.root.index, new Set([method]));
  }
  for (const [index, { value }] of (facts?.names ?? []).entries()) if (value.kind === "call") put(value.call, index);
  for (const { target, value } of facts?.assignments ?? [])
    if (value.kind === "call" && target.root.kind === "name") put(value.call, target.root.index);
  for (const [index, { returns }] of (facts?.functions ?? []).entries())
    for (const value of returns) if (value.kind === "call") returned.set(value.call, index);
  return { next, names, methods, returned };
}

/** The last part of what is called: `where`. */
export function methodOf({ record }: Call): string {
  return record.callee.path.at(-1) ?? "";
}
