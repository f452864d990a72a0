import type { Code } from "../../src/model/project.ts";
import { serverStarts } from "../../src/model/code/servers.ts";
import { importsShutdown, shutdownFiles } from "../../src/model/code/shutdown.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/graceful-shutdown",
  practice: "code/resilience",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a server that is told to stop finishes what it has begun",
  why: "Every deployment and every scale-down sends SIGTERM and, some seconds later, SIGKILL. Without a handler Node ends at once at the first of them: the requests in flight get a broken connection, jobs stop in the middle, and connections to the database are cut off rather than closed. Run as PID 1 of a container it is worse, for then nothing happens until the SIGKILL.",
  fix: "handle SIGTERM: stop accepting (`server.close()`), wait for what is running, close the pools, then end; NestJS does it with `app.enableShutdownHooks()`, Fastify with close-with-grace",
  tradeoff:
    "A service that only answers short, repeatable reads behind a proxy that tries again loses little. Where a platform freezes and kills instances by itself, as functions do, there is nothing to handle.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    "https://nodejs.org/api/process.html#signal-events",
    "https://docs.nestjs.com/fundamentals/lifecycle-events#application-shutdown",
    "https://expressjs.com/en/advanced/healthcheck-graceful-shutdown.html",
    "https://12factor.net/disposability",
  ],
  check({ code, project, report }) {
    const program = code.calls();
    const stops = new Set(shutdownFiles(program));
    for (const module of code.modules) if (module.role === "server" && importsShutdown(module)) stops.add(module.file);
    const services = new Set([...stops].map((file) => project.serviceOf(file).root));
    for (const { call, framework } of serverStarts(program)) {
      const { root } = project.serviceOf(call.file);
      // In the service itself, or in what it loads from its neighbours.
      if (services.has(root) || reaches(code, call.file, stops)) continue;
      report({
        at: { ...call, at: call.nameAt },
        message: "nothing handles SIGTERM: this server drops its requests whenever it is stopped",
        label: `${framework} listens here`,
        fold: { by: "cause", key: root },
      });
    }
  },
});

/** Whether a file loads one of some files, over any number of imports. */
function reaches(code: Code, from: string, files: ReadonlySet<string>): boolean {
  const seen = new Set([from]);
  for (const file of seen) {
    if (files.has(file)) return true;
    for (const { target } of code.module(file)?.imports ?? []) if (target !== null) seen.add(target);
  }
  return false;
}
