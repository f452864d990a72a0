import type { Call, FileValue } from "./calls/linked.ts";
import type { CallProgram } from "./calls/program.ts";
import { CACHES, type CacheLibrary } from "./caches/libraries.ts";
import { expiryOf } from "./caches/expiry.ts";
import { isNamedCache } from "./caches/names.ts";

/** One use of a cache. */
export interface CacheCall {
  readonly call: Call;
  /** As people call it: `ioredis`. */
  readonly library: string;
  readonly does: "get" | "set" | "delete" | "wrap";
  readonly key: FileValue | null;
  /** For what sets: whether what is set goes by itself. */
  readonly expires: "yes" | "no" | "unknown";
}

const known = new WeakMap<CallProgram, readonly CacheCall[]>();

/**
 * The uses of caches: all calls of packages that are nothing else, and of Redis those whose key, function or file says
 * that it is a cache; a lock, a counter, a session and a queue live there as well, and are to stay.
 */
export function cacheCalls(program: CallProgram): readonly CacheCall[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => cacheCall(call, program) ?? [])));
  return found;
}

function cacheCall(call: Call, program: CallProgram): CacheCall | null {
  if (call.record.form !== "call") return null;
  const signature = program.signatureOf(call);
  const library = signature === null ? undefined : libraryOf(signature);
  const method = signature?.slice(signature.lastIndexOf(".") + 1) ?? "";
  const does = library?.methods[method];
  if (!library || !does || (library.shared && !isNamedCache(call, program))) return null;
  const expires = does === "set" || does === "wrap" ? expiryOf(call, method, library, program) : "unknown";
  return { call, library: library.name, does, key: program.argument(call, 0), expires };
}

function libraryOf(signature: string): CacheLibrary | undefined {
  return CACHES.find(({ made }) => made.test(signature));
}
