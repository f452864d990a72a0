#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep compiled code between runs. It must be on before anything else is loaded, hence no other
// static import here.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
const { compileWasmOnce } = await import("./wasm-tier.ts");
compileWasmOnce();
const { run } = await import("./run.ts");
const { processIo } = await import("./io.ts");
process.exitCode = await run(process.argv.slice(2), processIo());
