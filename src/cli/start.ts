import { processIo } from "./io.ts";
import { run } from "./run.ts";
import { compileWasmOnce } from "./wasm-tier.ts";

/** Runs archlint as the process's own work: its arguments, its streams, its exit code. */
export async function start(): Promise<void> {
  compileWasmOnce();
  process.exitCode = await run(process.argv.slice(2), processIo());
}
