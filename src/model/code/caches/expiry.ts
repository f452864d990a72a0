import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import type { CacheLibrary } from "./libraries.ts";

type Expires = "yes" | "no" | "unknown";

/** Methods that carry their expiry, and those that give one to a key that is there. */
const CARRIES = /^p?set_?ex$/i;
const GIVES = /^p?expire(?:at)?$/i;
/** `SET key value EX 10`: words of the command among the arguments (https://redis.io/docs/latest/commands/set/). */
const WORDS = /^(?:EX|PX|EXAT|PXAT|KEEPTTL)$/i;

/** Whether what a call sets goes by itself: by an argument, by its maker's default, or by a command beside it. */
export function expiryOf(call: Call, method: string, library: CacheLibrary, program: CallProgram): Expires {
  if (CARRIES.test(method)) return "yes";
  if (call.record.spread) return "unknown";
  const given = ofArguments(call, library, program);
  if (given !== "no") return given;
  if (ofMaker(call, library, program) !== "no") return "unknown";
  return isGivenAround(call) ? "unknown" : "no";
}

function ofArguments(call: Call, library: CacheLibrary, program: CallProgram): Expires {
  const beyond = call.record.arguments.slice(2);
  if (beyond.length === 0) return "no";
  if (library.argument === undefined) {
    const words = beyond.map((value) => program.valueOf({ file: call.file, value }).value);
    if (words.some((word) => word.kind === "literal" && WORDS.test(String(word.value)))) return "yes";
    return words.every((word) => word.kind === "literal") ? "no" : "unknown";
  }
  const argument = program.argument(call, library.argument);
  return argument ? ofOptions(argument, library, program) : "no";
}

function ofOptions(given: FileValue, library: CacheLibrary, program: CallProgram): Expires {
  const { value } = program.valueOf(given);
  // Zero means for ever, in all of them.
  if (value.kind === "literal") return typeof value.value === "number" && value.value > 0 ? "yes" : "no";
  if (value.kind !== "object") return "unknown";
  const members = library.members ?? [];
  if (value.members.some(({ key }) => members.includes(key))) return "yes";
  return value.open ? "unknown" : "no";
}

/** `new Keyv({ ttl: 60_000 })`: unknown too where the client was made elsewhere, as with one that Nest injects. */
function ofMaker(call: Call, { defaults }: CacheLibrary, program: CallProgram): Expires {
  if (!defaults) return "no";
  const maker = program.makerOf(call);
  if (!maker) return "unknown";
  const wanted = maker.record.arguments.map((value) => program.valueOf({ file: maker.file, value }).value);
  for (const value of wanted) {
    if (value.kind === "object" && (value.open || value.members.some(({ key }) => defaults.includes(key))))
      return "yes";
    if (value.kind !== "object" && value.kind !== "literal") return "unknown";
  }
  return maker.record.spread ? "unknown" : "no";
}

/**
 * `redis.expire(key, 60)` in the same function; or a function that takes the expiry, or has one, and sets with it in its
 * other branch: what it is given is somebody else's decision.
 */
function isGivenAround(call: Call): boolean {
  const { calls, record: of } = call.function;
  if (of.parameters.some(({ name }) => name !== null && /ttl|expir|maxage|seconds|^ex$|^options?$|^opts$/i.test(name)))
    return true;
  return calls.some(({ record }) => {
    const name = record.callee.path.at(-1) ?? "";
    if (GIVES.test(name) || CARRIES.test(name)) return true;
    const isOtherBranch = record.conditional && call.record.conditional && /^(?:set|SET)$/.test(name);
    return isOtherBranch && record.arguments.length > call.record.arguments.length;
  });
}
