#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep compiled code between runs. It must be on before anything else is loaded, hence no other
// static import here.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
const { start } = await import("./start.ts");
await start();
