import { setFlagsFromString } from "node:v8";

/** Those whose V8 is known to have the flag: V8 complains on stderr about one it does not know. */
const known = /^v(?:20|22|24)\./;

/** Where V8's baseline compiler is complete. It must be: with the flag there is no other to turn to. */
const complete: readonly string[] = ["x64", "arm64"];

/**
 * Keeps V8 from compiling WebAssembly a second time with its optimizing compiler. PostgreSQL's parser runs for a fraction
 * of a second here: that compiler takes as long as the parsing, and the code it makes is hardly faster (1.3 MB of SQL:
 * 100 ms instead of 235, with half the processor time). Only for a process of our own, for it holds for all of it.
 * V8 looks at the flag when it compiles, so it is set before the parser is; Node's compile cache is as good with it.
 */
export function compileWasmOnce(): void {
  if (known.test(process.version) && complete.includes(process.arch)) setFlagsFromString("--liftoff-only");
}
