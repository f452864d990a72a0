import { setFlagsFromString } from "node:v8";

/** Those whose V8 is known to have the flag: V8 complains on stderr about one it does not know. */
const known = /^v(?:20|22|24)\./;

/**
 * Keeps V8 from compiling WebAssembly a second time with its optimizing compiler. PostgreSQL's parser runs for a fraction
 * of a second here: that compiler takes as long as the parsing, and the code it makes is hardly faster (1.3 MB of SQL:
 * 100 ms instead of 235, with half the processor time). Only for a process of our own, for it holds for all of it.
 */
export function compileWasmOnce(): void {
  if (known.test(process.version)) setFlagsFromString("--liftoff-only");
}
