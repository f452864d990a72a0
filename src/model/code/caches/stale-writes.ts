import { cacheCalls } from "../caches.ts";
import { calledName } from "../calls/called-name.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { entityOf } from "../database/entities.ts";
import { databaseWrites } from "../database/writes.ts";
import { type CacheFill, cacheFills, keyText } from "./fills.ts";

/** A write of rows that are cached, around which nothing takes them out of the cache. */
interface StaleWrite {
  readonly call: Call;
  readonly fill: CacheFill;
  /** Another place that does take them out; null where no code does. */
  readonly takenOutBy: Call | null;
}

const TAKES_OUT =
  /invalidat|evict|purge|flush|bust|(?:clear|delete|del|remove|reset|refresh)\w*cache|cache\w*(?:clear|del|remove|reset|refresh)|revalidate/i;
const REACH = 40;

/** The writes that leave an old value in a cache, by file and place. Rows that are added are not in it yet. */
export function staleWrites(program: CallProgram): readonly StaleWrite[] {
  const fills = new Map(cacheFills(program).map((fill) => [fill.entity, fill]));
  if (fills.size === 0) return [];
  const removals = cacheCalls(program).filter(({ does }) => does === "delete" || does === "set");
  return databaseWrites(program).flatMap(({ call, does }): StaleWrite[] => {
    const fill = does === "add" ? undefined : fills.get(entityOf(call, program) ?? "");
    if (!fill || call.function === fill.function) return [];
    const taking = removals.filter(
      (each) => each.call.function !== fill.function && mayBe(keyText(each.key, program), fill.key),
    );
    const functions = new Set(taking.map((each) => each.call.function));
    if (isTakenOut(call.function, functions, program)) return [];
    return [{ call, fill, takenOutBy: taking[0]?.call ?? null }];
  });
}

/** A key that is not told may be the one. */
function mayBe(key: string, filled: string): boolean {
  return key === "" || key.startsWith(filled) || filled.startsWith(key);
}

/** In what the write runs with: the functions it stands in, what they call, and who calls them. */
function isTakenOut(of: CodeFunction, removing: ReadonlySet<CodeFunction>, program: CallProgram): boolean {
  const around = new Set<CodeFunction>();
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) around.add(at);
  for (let step = 0; step < 2; step++)
    for (const each of [...around]) for (const caller of program.callersOf(each)) around.add(caller.function);
  for (const each of around) {
    if (each.record.kind === "module") continue;
    for (const reached of program.reachableFrom(each, REACH)) {
      if (removing.has(reached) || TAKES_OUT.test(reached.name ?? "")) return true;
      if (reached.calls.some(({ record }) => TAKES_OUT.test(calledName(record.callee)))) return true;
    }
  }
  return false;
}
