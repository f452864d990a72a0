import { calledName } from "../calls/called-name.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { hostOf } from "./address.ts";
import { type OutboundCall, outboundCalls } from "./outbound.ts";

/** A function that changes something in one system, and then in another. */
interface Saga {
  /** The first change, and its system. */
  readonly done: Call;
  readonly system: string;
  /** The later one, which can fail. */
  readonly next: Call;
  readonly nextSystem: string;
}

const CHANGES = /^(?:post|put|patch|delete)$/i;
/** What is told of a failure, and puts nothing right. */
const TELLS =
  /^(?:log|info|warn|error|debug|trace|fatal|captureException|captureMessage|recordException|setStatus|message|stringify|String|Error|json|send|status|next)$/;

/** Where a change in one system is not undone when that in the next one fails: nothing runs in a `catch` or `finally`. */
export function openSagas(program: CallProgram): readonly Saga[] {
  const byFunction = new Map<CodeFunction, (readonly [Call, string])[]>();
  for (const outbound of outboundCalls(program)) {
    const { call } = outbound;
    const system = call.record.use === "awaited" && changes(outbound, program) ? systemOf(outbound) : null;
    if (system === null) continue;
    const known = byFunction.get(call.function) ?? [];
    byFunction.set(call.function, [...known, [call, system]]);
  }
  return [...byFunction].flatMap(([of, steps]): Saga[] => {
    const [first] = steps;
    if (!first || first[0].record.loop || compensates(of)) return [];
    const [done, system] = first;
    const next = steps.find(([call, other]) => other !== system && !call.record.caught && !call.record.conditional);
    return next && !done.record.conditional ? [{ done, system, next: next[0], nextSystem: next[1] }] : [];
  });
}

/** A method that changes: by its name, or by the `method` of its options. */
function changes({ call }: OutboundCall, program: CallProgram): boolean {
  if (CHANGES.test(calledName(call.record.callee))) return true;
  return [0, 1].some((index) => {
    const options = program.argument(call, index);
    const method = options && program.memberOf(options, ["method"]);
    return (
      method?.is === "value" && method.value.value.kind === "literal" && CHANGES.test(String(method.value.value.value))
    );
  });
}

function systemOf({ address }: OutboundCall): string | null {
  return address ? (hostOf(address)?.host ?? null) : null;
}

function compensates({ calls }: CodeFunction): boolean {
  return calls.some(({ record }) => (record.handling || record.finally) && !TELLS.test(calledName(record.callee)));
}
