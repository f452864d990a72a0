import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type OutboundCall, outboundCalls } from "../outbound/outbound.ts";
import { transactions } from "../transactions.ts";

/** Something that is asked of another system once for each item, and each answer is waited for before the next is asked. */
interface OneByOne {
  /** What is awaited in the loop. */
  readonly call: Call;
  readonly outbound: OutboundCall;
}

/** What says that it is done in this order on purpose. */
const IN_ORDER = /sequential|serial|one_?by_?one|in_?order/i;

/** The awaited calls of loops that lead to another system, one turn at a time, though no turn needs another's answer. */
export function askedOneByOne(program: CallProgram): readonly OneByOne[] {
  const outbound = new Map(outboundCalls(program).map((each) => [each.call, each]));
  if (outbound.size === 0) return [];
  const held = new Set(transactions(program).flatMap(({ calls }) => calls));
  return [...program.calls()].flatMap((call) => {
    const { alone, handling, conditional } = call.record;
    if (!alone || handling || conditional || held.has(call) || IN_ORDER.test(call.function.name ?? "")) return [];
    const found = outbound.get(call) ?? asksAlways(call, outbound, program);
    return found ? [{ call, outbound: found }] : [];
  });
}

/** What a function of the project asks each time it runs: one that looks into a cache first asks on a condition. */
function asksAlways(
  call: Call,
  outbound: ReadonlyMap<Call, OutboundCall>,
  program: CallProgram,
): OutboundCall | undefined {
  for (const each of program.targetOf(call)?.calls ?? []) {
    const found = outbound.get(each);
    if (found && !each.record.conditional && each.record.use !== "floating") return found;
  }
  return undefined;
}
