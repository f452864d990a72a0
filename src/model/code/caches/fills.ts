import { type CacheCall, cacheCalls } from "../caches.ts";
import { calledName } from "../calls/called-name.ts";
import type { CodeFunction, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { readEntity } from "../database/entities.ts";

/** A function that answers from a cache, and fills it from the database when there is nothing. */
export interface CacheFill {
  readonly function: CodeFunction;
  readonly set: CacheCall;
  /** The part of its keys that is the same for all, or what makes them: `user:`, `userKey()`. */
  readonly key: string;
  /** The rows it reads: `user`. */
  readonly entity: string;
}

const known = new WeakMap<CallProgram, readonly CacheFill[]>();

/** Where caches are filled from rows that are known, by file and place. */
export function cacheFills(program: CallProgram): readonly CacheFill[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = findFills(program)));
  return found;
}

function findFills(program: CallProgram): readonly CacheFill[] {
  const calls = cacheCalls(program);
  const asked = new Map<CodeFunction, Set<string>>();
  for (const each of calls) {
    if (each.does !== "get") continue;
    const keys = asked.get(each.call.function) ?? new Set();
    asked.set(each.call.function, keys.add(keyText(each.key, program)));
  }
  return calls.flatMap((set): CacheFill[] => {
    if (set.does !== "set" && set.does !== "wrap") return [];
    const of = set.call.function;
    const key = keyText(set.key, program);
    if (key === "" || (set.does === "set" && !asked.get(of)?.has(key))) return [];
    const loading = set.does === "wrap" ? program.callbacksOf(set.call) : [of];
    const entities = new Set(
      loading.flatMap(({ calls: made }) => made.flatMap((call) => readEntity(call, program) ?? [])),
    );
    // One that reads several kinds of rows keeps something made of them.
    const [entity] = entities;
    return entity !== undefined && entities.size === 1 ? [{ function: of, set, key, entity }] : [];
  });
}

/** What is the same in all keys that are made this way; empty where that is not told. */
export function keyText(key: FileValue | null, program: CallProgram): string {
  if (!key) return "";
  const { file, value } = program.valueOf(key);
  if (value.kind === "literal") return String(value.value);
  if (value.kind === "template") return value.parts[0] ?? "";
  if (value.kind === "binary" && value.operator === "+") return keyText({ file, value: value.left }, program);
  const call = value.kind === "call" ? program.tables.get(file)?.calls[value.call] : undefined;
  if (call) return `${program.targetOf(call)?.name ?? calledName(call.record.callee)}()`;
  return "";
}
