import { calledName } from "../calls/called-name.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { nameOfValue, receiverName } from "../input/names.ts";

const CACHE = /cache|memoi[sz]e/i;
/** What must stay until somebody takes it away, though a cache may be near. */
const STATE =
  /lock|mutex|semaphore|queue|counter|session|token|nonce|otp|rate|limit|throttl|flag|status|state|version|generation|presence|online|socket|subscri|cursor|offset|progress|leader|heartbeat|invalidat|last_?(?:seen|sync|run)|blacklist|denylist|revoked|store|storage|persist|setting|config|registry|index/i;

/** Whether the key, the client, the function or the class around a use of a shared store says that it caches. */
export function isNamedCache(call: Call, program: CallProgram): boolean {
  const key = program.argument(call, 0);
  const keyText = key ? textOf(key, program) : "";
  if (STATE.test(keyText)) return false;
  const names = [receiverName(call.file, call.record.callee, program) ?? ""];
  for (let at: CodeFunction | null = call.function; at; at = at.parent) names.push(at.name ?? "");
  const own = names.join(" ");
  if (STATE.test(own)) return false;
  return CACHE.test(keyText) || CACHE.test(own) || CACHE.test(call.file.slice(call.file.lastIndexOf("/") + 1));
}

/** What is known of a key: its fixed parts, and the names that fill it. */
function textOf(given: NonNullable<ReturnType<CallProgram["argument"]>>, program: CallProgram): string {
  const name = nameOfValue(given, program) ?? "";
  const { file, value } = program.valueOf(given);
  if (value.kind === "literal") return `${name} ${String(value.value)}`;
  if (value.kind === "template")
    return [name, ...value.parts, ...value.holes.map((hole) => nameOfValue({ file, value: hole }, program) ?? "")].join(
      " ",
    );
  const call = value.kind === "call" ? program.tables.get(file)?.calls[value.call] : undefined;
  return call ? `${name} ${calledName(call.record.callee)}` : name;
}
