import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { databaseWrites } from "../database/writes.ts";
import { messagesOf, type Published } from "../messages.ts";

/** Helpers of helpers: a service over a client over the library. */
const STEPS = 3;
const known = new WeakMap<CallProgram, ReadonlyMap<Call, Published>>();

/**
 * The calls that send a message: those of the libraries, and those of project functions that are there to send. One
 * that writes to the database as well is no mere sender: what it does is its own.
 */
export function sendingCalls(program: CallProgram): ReadonlyMap<Call, Published> {
  let found = known.get(program);
  if (!found) known.set(program, (found = findSending(program)));
  return found;
}

function findSending(program: CallProgram): ReadonlyMap<Call, Published> {
  const writers = new Set(databaseWrites(program).map(({ call }) => call.function));
  const sending = new Map<Call, Published>();
  const seen = new Set<CodeFunction>();
  let last = messagesOf(program).published.map((sent) => [sent.call, sent] as const);
  for (let step = 0; step <= STEPS && last.length > 0; step++) {
    const next: (readonly [Call, Published])[] = [];
    for (const [call, sent] of last) {
      sending.set(call, sent);
      const of = call.function;
      if (seen.has(of) || writers.has(of) || !isSender(of)) continue;
      seen.add(of);
      for (const caller of program.callersOf(of)) if (!sending.has(caller)) next.push([caller, sent]);
    }
    last = next;
  }
  return sending;
}

function isSender({ record, name }: CodeFunction): boolean {
  return (
    record.kind !== "module" &&
    /send|emit|publish|enqueue|queue|dispatch|notify|produce|schedule|add.*job|trigger/i.test(name ?? "")
  );
}
