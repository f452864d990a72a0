import type { RetryRecord } from "../../../facts/calls.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type OutboundCall, outboundCalls } from "./outbound.ts";

/** A hand-written loop that asks another system again. */
export interface RetriedCall {
  /** The call in the loop: the outbound one, or one of a function that makes it. */
  readonly call: Call;
  readonly outbound: OutboundCall;
  readonly retry: RetryRecord;
}

/** How many functions down an outbound call is looked for. */
const FUNCTIONS = 20;

/** Every retry loop around an outbound call that is waited for, by file and place. */
export function* retriedCalls(program: CallProgram): Generator<RetriedCall> {
  const asks = new Map<CodeFunction, OutboundCall>();
  const outbound = new Map<Call, OutboundCall>();
  for (const each of outboundCalls(program)) {
    outbound.set(each.call, each);
    if (!asks.has(each.call.function)) asks.set(each.call.function, each);
  }
  for (const { facts, calls } of program.tables.values()) {
    for (const retry of facts.retries) {
      const [start, end] = retry.tried;
      for (const call of calls) {
        if (call.record.function !== retry.function || call.at.start < start || call.at.end > end) continue;
        if (!/^(?:awaited|assigned|argument|chained)$/.test(call.record.use)) continue;
        const found = outbound.get(call) ?? behind(call);
        if (!found) continue;
        yield { call, outbound: found, retry };
        break;
      }
    }
  }

  function behind(call: Call): OutboundCall | null {
    const target = program.targetOf(call);
    if (!target || call.record.use !== "awaited") return null;
    for (const each of program.reachableFrom(target, FUNCTIONS)) {
      const found = asks.get(each);
      if (found) return found;
    }
    return null;
  }
}
