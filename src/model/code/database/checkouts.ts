import type { Call } from "../calls/linked.ts";
import { heldBy } from "../calls/holders.ts";
import type { CallProgram } from "../calls/program.ts";

/** Calls that take a connection out of a pool, to be given back by who took it. */
const TAKES =
  /^(?:pg(?:\.native)?\.Pool\(\)|pg-pool\(\))\.connect$|^mysql2?(?:\/promise)?\.(?:createPool|Pool)\(\)(?:\.promise\(\))?\.getConnection$|^typeorm\.[\w.()]+\.createQueryRunner$|^postgres(?:\.\w+)?\(\)\.reserve$/;
const GIVES_BACK = /^(?:release|destroy|end|return|\[\])$/;

/** A connection taken out of a pool. */
export interface Checkout {
  readonly call: Call;
  /**
   * `always`: on every path, or by somebody else. `never`: nowhere. `not-on-errors`: what is awaited before it can throw
   * past it.
   */
  readonly released: "always" | "never" | "not-on-errors";
  /** What can throw while it is held, and the release it skips. */
  readonly skipped: { readonly by: Call; readonly release: Call } | null;
}

const known = new WeakMap<CallProgram, readonly Checkout[]>();

/** Every connection that server code takes out of a pool, by file and place. */
export function checkouts(program: CallProgram): readonly Checkout[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => checkoutOf(program, call) ?? [])));
  return found;
}

function checkoutOf(program: CallProgram, call: Call): Checkout | null {
  const name = call.record.callee.path.at(-1) ?? "";
  if (!/^(?:connect|getConnection|createQueryRunner|reserve)$/.test(name)) return null;
  // With a callback, the connection comes as its argument.
  if (call.record.form !== "call" || (name !== "createQueryRunner" && call.record.arguments.length > 0)) return null;
  if (!TAKES.test(program.signatureOf(call) ?? "")) return null;
  if (name !== "createQueryRunner" && call.record.use !== "awaited") return null;
  return { call, ...releaseOf(program, call) };
}

function releaseOf(program: CallProgram, call: Call): Pick<Checkout, "released" | "skipped"> {
  const always = { released: "always", skipped: null } as const;
  const { name, passedOn } = heldBy(program, call);
  const calls = program.tables.get(call.file)?.calls ?? [];
  const releases =
    name === null
      ? []
      : calls.filter(({ record }) => {
          const { root, path } = record.callee;
          return root.kind === "name" && root.index === name && path.length === 1 && GIVES_BACK.test(path[0] as string);
        });
  if (releases.length === 0) return passedOn ? always : { released: "never", skipped: null };
  if (releases.some((each) => each.record.finally || each.function !== call.function)) return always;
  // One at the end, and one in the `catch`.
  if (releases.length > 1 && releases.some(({ record }) => record.conditional)) return always;
  const release = releases.at(-1) as Call;
  const from = takenFrom(call, name);
  const by = call.function.calls.find(
    (each) =>
      each.record.use === "awaited" &&
      !each.record.caught &&
      each !== release &&
      each.at.start > from &&
      each.at.end < release.at.start,
  );
  return by ? { released: "not-on-errors", skipped: { by, release } } : always;
}

/**
 * From where on the connection is held. TypeORM's query runner takes one when it is first used, and a `connect` that fails
 * took none.
 */
function takenFrom(call: Call, name: number | null): number {
  if (call.record.callee.path.at(-1) !== "createQueryRunner") return call.at.start;
  const first = call.function.calls.find(({ at, record }) => {
    const { root } = record.callee;
    return at.start > call.at.start && root.kind === "name" && root.index === name;
  });
  if (!first) return call.at.start;
  return first.record.callee.path.at(-1) === "connect" ? first.at.end : first.at.start - 1;
}
