import type { Route } from "../../../facts/code.ts";
import type { ValueFact } from "../../../facts/calls.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A handler Express calls itself, and whose promise it does not look at. */
export interface AsyncHandler {
  readonly route: Route;
  readonly handler: CodeFunction;
  /** The first call whose failure nothing in the handler meets. */
  readonly call: Call;
}

const REGISTERS = /^(?:get|post|put|patch|delete|head|options|all|use|route)$/;

/** The end of a chain, and what a `catch` does to leave things as they were. */
const CLEANS_UP = /^(?:catch|rollback\w*|release\w*|close|end|destroy|disconnect|unlock|abort\w*)$/;

/** Handlers of Express routes that are handed over as they are and await something outside any `try`. */
export function asyncHandlers(program: CallProgram, routes: readonly Route[]): readonly AsyncHandler[] {
  const bare = handedOver(program);
  const seen = new Set<CodeFunction>();
  return routes.flatMap((route) => {
    if (route.framework !== "express" || !route.handlerAt) return [];
    const handler = program.functionAt(route.handlerAt);
    if (!handler?.record.async || !bare.has(handler) || seen.has(handler)) return [];
    seen.add(handler);
    const call = handler.calls.find((each) => each.record.use === "awaited" && !isMet(each, program));
    return call ? [{ route, handler, call }] : [];
  });
}

/** `await load().catch(next)`: of a chain, what its first call says counts. */
function isMet({ file, record }: Call, program: CallProgram): boolean {
  const method = record.callee.path.at(-1);
  // What cleans up behind a `try`, or tells of its failure, is not what the handler is about.
  if (
    record.caught ||
    record.finally ||
    record.handling ||
    CLEANS_UP.test(method ?? "") ||
    cannotFail({ file, record }, program)
  )
    return true;
  const { root } = record.callee;
  const follows = root.kind === "call" && /^(?:then|finally)$/.test(method ?? "");
  const before = follows ? program.tables.get(file)?.calls[root.index] : undefined;
  return before !== undefined && isMet(before, program);
}

/** `new Promise((resolve) => …)`: nothing in it can reject. */
function cannotFail({ file, record }: Pick<Call, "file" | "record">, program: CallProgram): boolean {
  if (record.form !== "new" || record.callee.root.kind !== "global" || record.callee.root.name !== "Promise")
    return false;
  const [executor] = record.arguments;
  const callback = executor?.kind === "function" ? program.tables.get(file)?.functions[executor.function] : undefined;
  return callback !== undefined && callback.record.parameters.length < 2;
}

/** The functions that stand in a registration themselves: `router.get("/", list)`, and not `router.get("/", wrap(list))`. */
function handedOver(program: CallProgram): ReadonlySet<CodeFunction> {
  const bare = new Set<CodeFunction>();
  const add = (file: string, value: ValueFact): void => {
    if (value.kind === "array") for (const item of value.items) add(file, item);
    if (value.kind !== "ref" && value.kind !== "function") return;
    const origin = program.originOfValue({ file, value });
    // `const list = wrap(async () => …)` is what the wrapper gives.
    if (origin.kind !== "function") return;
    const { argumentOf } = origin.function.record;
    if (value.kind === "function" || argumentOf === null) bare.add(origin.function);
  };
  for (const { file, record } of program.calls()) {
    if (record.form !== "call" || !REGISTERS.test(record.callee.path.at(-1) ?? "")) continue;
    for (const argument of record.arguments) add(file, argument);
  }
  return bare;
}
