import type { FoundRoute, Handler } from "../found.ts";
import { joinPath, type PathSpec } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { ModuleState } from "../program/modules.ts";
import { packageOf } from "../program/values.ts";
import { applicationsOf } from "./applications.ts";
import { exportOf } from "./exports.ts";
import { METHODS, methodsIn } from "./methods.ts";
import { type Before, middlewareOf } from "./middleware.ts";
import { type NextFileRoute, nextFileRoute } from "./paths.ts";

/** Packages that serve an application of their own from one route handler: its routes are listed as theirs. */
const MOUNTS = /^(hono\/vercel|@hono\/node-server\/vercel|@trpc\/server\/adapters\/(next|fetch|next-app-dir))$/;

/** The route handlers and API routes of every Next.js application: they serve by where their files stand. */
export function serveNext(machine: Machine): readonly FoundRoute[] {
  const states = [...machine.modules.files].sort().flatMap((file) => machine.modules.state(file) ?? []);
  const served = states.flatMap((state) => {
    const at = nextFileRoute(state.facts.file, state.facts.package);
    return at ? [{ state, at }] : [];
  });
  if (served.length === 0) return [];
  const applications = applicationsOf(states, machine);
  const guards = new Map<string, Before>();
  return served.flatMap(({ state, at }) => {
    const application = applications.get(at.root);
    if (!application) return [];
    const before = guards.get(at.root) ?? middlewareOf(at.root, states, machine);
    guards.set(at.root, before);
    const below: PathSpec = { kind: "path", parts: [at.path] };
    const { basePath } = application;
    const path = basePath === "" ? below : joinPath({ kind: "path", parts: [basePath] }, below);
    return handlersOf(state, at, machine).map(({ method, handler }): FoundRoute => ({
      method,
      path,
      site: handler.site,
      framework: at.router === "app" ? "next" : "next-pages",
      app: application.root === "" ? "next" : application.root,
      guards: before(below),
      handler,
      handlerByRoute: true,
      continues: false,
      metadata: new Map(),
      publicMark: null,
    }));
  });
}

interface Served {
  readonly method: string;
  readonly handler: Handler;
}

function handlersOf(state: ModuleState, { router }: NextFileRoute, machine: Machine): readonly Served[] {
  if (router === "app")
    return METHODS.flatMap((method) => {
      const handler = exportOf(state, method, machine);
      return handler && !isMount(handler, state, machine) ? [{ method, handler }] : [];
    });
  const handler = exportOf(state, "default", machine);
  if (!handler || isMount(handler, state, machine)) return [];
  const methods = methodsIn(programOf(handler, state, machine));
  return (methods.length === 0 ? ["ALL"] : methods).map((method) => ({ method, handler }));
}

/** The program that tells methods apart: the file's own, or where that only hands on a handler, that of the handler's file. */
function programOf({ value }: Handler, { facts }: ModuleState, machine: Machine): unknown {
  const file = machine.modules.declaring(facts.file, "default");
  const isOwn = file !== facts.file || facts.exports.some(({ exported }) => exported === "default");
  const from = isOwn || value.kind !== "closure" ? file : value.scope.file;
  return machine.modules.state(from)?.facts.routes?.program;
}

/** `handle(app)` of Hono, `fetchRequestHandler({ router })` of tRPC: by what it is made of, or what its file calls. */
function isMount({ value }: Handler, state: ModuleState, machine: Machine): boolean {
  if (MOUNTS.test(packageOf(value) ?? "")) return true;
  const files = [state, value.kind === "closure" ? machine.modules.state(value.scope.file) : undefined];
  return files.some((each) => each?.facts.imports.some(({ specifier }) => MOUNTS.test(specifier)) ?? false);
}
