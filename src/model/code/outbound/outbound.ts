import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type Address, addressOf } from "./address.ts";
import { findProtected } from "./breakers.ts";
import { browserFiles } from "./browser.ts";
import { libraryOf } from "./libraries.ts";
import { findDefaults, type Timeout, timeoutOf } from "./timeouts.ts";

/** A call to another system over the network. */
export interface OutboundCall {
  readonly call: Call;
  /** `fetch`, `axios`, `AWS SDK`. */
  readonly library: string;
  /** Whether anything ends the waiting for an answer. */
  readonly timeout: Timeout;
  /** How long the library waits when nobody says, in milliseconds; null for no limit. */
  readonly defaultTimeout: number | null;
  /** Where it goes; null when that is not in the source. */
  readonly address: Address | null;
  /** It runs behind a circuit breaker. */
  readonly breaker: boolean;
  /** It runs again when it fails, by a library made for that. */
  readonly retry: boolean;
}

const known = new WeakMap<CallProgram, readonly OutboundCall[]>();

/** Every outbound call of server code, by file and place. */
export function outboundCalls(program: CallProgram): readonly OutboundCall[] {
  let calls = known.get(program);
  if (!calls) known.set(program, (calls = [...findOutbound(program)]));
  return calls;
}

function* findOutbound(program: CallProgram): Generator<OutboundCall> {
  const defaults = findDefaults(program);
  const { breaker, retry } = findProtected(program);
  const browser = browserFiles(program);
  for (const call of program.calls()) {
    if (call.record.form !== "call" || browser.has(call.file)) continue;
    const signature = program.signatureOf(call);
    const found = signature === null ? null : libraryOf(signature);
    if (!found) continue;
    const { library, method } = found;
    const address = library.url ? addressOf(program, call) : null;
    // What has no host is asked by a browser, and `data:` and `blob:` are no requests.
    if (address && isLocalText(address.text)) continue;
    yield {
      call,
      library: library.name,
      timeout: timeoutOf(program, call, library, method, defaults),
      defaultTimeout: library.defaultTimeout,
      address,
      breaker: breaker.has(call.function),
      retry: retry.has(call.function),
    };
  }
}

function isLocalText(text: string): boolean {
  return /^(?:\/(?!\/)|\.\.?\/|data:|blob:|file:)/.test(text);
}
