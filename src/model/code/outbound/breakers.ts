import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** What is handed to one of these runs behind a circuit breaker. */
const BREAKING =
  /^opossum(?:\.CircuitBreaker)?$|^cockatiel\.(?:circuitBreaker|wrap)\(\)\.execute$|^mollitia\.Circuit\(\)\.fn$/;
/** And to one of these, again when it fails. */
const RETRYING =
  /^(?:p-retry|async-retry|promise-retry|exponential-backoff\.backOff|ts-retry-promise\.retry|retry-as-promised|@lifeomic\/attempt\.retry)$|^cockatiel\.(?:retry|wrap)\(\)\.execute$/;
const FUNCTIONS = 60;

export interface Protected {
  readonly breaker: ReadonlySet<CodeFunction>;
  readonly retry: ReadonlySet<CodeFunction>;
}

/** The functions that run behind a breaker or a retry of a library, with all they call. */
export function findProtected(program: CallProgram): Protected {
  const breaker = new Set<CodeFunction>();
  const retry = new Set<CodeFunction>();
  for (const call of program.calls()) {
    const signature = program.signatureOf(call);
    if (signature === null) continue;
    for (const [pattern, found] of [
      [BREAKING, breaker],
      [RETRYING, retry],
    ] as const) {
      if (!pattern.test(signature)) continue;
      for (const callback of program.callbacksOf(call))
        for (const each of program.reachableFrom(callback, FUNCTIONS)) found.add(each);
    }
  }
  return { breaker, retry };
}
