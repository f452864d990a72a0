import type { Module } from "../../facts/code.ts";
import type { Call } from "./calls/linked.ts";
import type { CallProgram } from "./calls/program.ts";

/** Packages that listen for the signal by themselves, once they are given a server. */
const PACKAGES =
  /^(?:close-with-grace|fastify-graceful-shutdown|@mgcrea\/fastify-graceful-exit|@godaddy\/terminus|lightship|http-graceful-shutdown|nestjs-graceful-shutdown|express-graceful-exit|@gquittet\/graceful-server|node-graceful|death|exit-hook|async-exit-hook|node-cleanup|stoppable|http-terminator|.*graceful-(?:shutdown|exit|stop).*)$/;

/** What happens with a signal, or with an error that nobody caught. */
export interface ProcessHandler {
  readonly call: Call;
  /** `SIGTERM`, `uncaughtException`; null when the name comes from elsewhere. */
  readonly event: string | null;
}

/** Every `process.on(…)` of server code, by file and place. */
export function processHandlers(program: CallProgram): readonly ProcessHandler[] {
  const found: ProcessHandler[] = [];
  for (const call of program.calls()) {
    const signature = program.signatureOf(call);
    if (signature === null || !/^process\.(?:on|once|addListener|prependListener)$/.test(signature)) continue;
    const name = program.argument(call, 0);
    const value = name && program.valueOf(name).value;
    found.push({ call, event: value?.kind === "literal" && typeof value.value === "string" ? value.value : null });
  }
  return found;
}

/** The files in which a server is told to stop in order: at a signal, by its framework or by a package. */
export function shutdownFiles(program: CallProgram): ReadonlySet<string> {
  const files = new Set<string>();
  // A name that is not known is most often one of a list of signals.
  for (const { call, event } of processHandlers(program))
    if (event === null || event === "SIGTERM" || event === "beforeExit") files.add(call.file);
  for (const call of program.calls()) {
    const { root, path } = call.record.callee;
    const name = path.at(-1) ?? (root.kind === "import" ? root.local : "");
    if (name === "enableShutdownHooks") files.add(call.file);
    const origin = program.originOf(call);
    // `registerShutdownConfig` of a company's toolkit: what a package calls so does so.
    if (origin.kind === "package" && (PACKAGES.test(origin.package) || /shut_?down|graceful/i.test(name)))
      files.add(call.file);
  }
  return files;
}

/** Packages of that kind may also be handed over by name: `app.register(import("close-with-grace"))`. */
export function importsShutdown({ imports }: Pick<Module, "imports">): boolean {
  return imports.some(({ specifier }) => PACKAGES.test(specifier));
}
