import type { CallExpression, Expression } from "../../../../facts/routes.ts";
import { nextFileRoute } from "../next/paths.ts";
import { joinPath, type PathSpec, pathSpecs, ROOT } from "../paths.ts";
import type { Frame, Machine } from "../program/machine.ts";
import { callsIn } from "../program/search.ts";
import { type Closure, literal, type Value } from "../program/values.ts";
import type { TrpcRouter } from "./state.ts";
import { trpcStates } from "./states.ts";

/** Where procedures stand while nothing tells where their router is served. */
export const SOMEWHERE: PathSpec = { kind: "path", parts: [{ symbol: "TRPC" }] };

const ADAPTERS = /^@trpc\/server\/adapters\/|^@hono\/trpc-server$/;
const APPLICATION = /(app|server|express|fastify|instance)$/i;

/** Where a router is served, and what makes the context of each call; null where that is not known. */
export interface Mount {
  readonly at: PathSpec;
  readonly context: Closure | null;
}

interface Site {
  readonly call: CallExpression;
  readonly file: string;
  readonly all: readonly CallExpression[];
}

/**
 * The path each router is served at, by the adapter it is given to (https://trpc.io/docs/server/adapters). Adapters are
 * often called for each request, so they are looked for in the source and not in what ran.
 */
export function mountsOf(machine: Machine): ReadonlyMap<TrpcRouter, Mount> {
  const mounts = new Map<TrpcRouter, Mount>();
  for (const file of [...machine.modules.files].sort()) {
    const facts = machine.modules.state(file)?.facts;
    if (!facts?.routes || !facts.imports.some(({ specifier }) => ADAPTERS.test(specifier))) continue;
    const all = callsIn(facts.routes.program);
    for (const call of all) {
      const found = mountOf({ call, file, all }, machine);
      if (!found) continue;
      const { router, at, context } = found;
      const known = mounts.get(router);
      if (!known) mounts.set(router, { at, context });
      // Served twice, it may be asked for either way.
      else if (known.context?.fact !== context?.fact) mounts.set(router, { ...known, context: null });
    }
  }
  return mounts;
}

function mountOf(site: Site, machine: Machine): (Mount & { readonly router: TrpcRouter }) | null {
  const state = machine.modules.state(site.file);
  if (!state) return null;
  const frame: Frame = { scope: state.scope, self: null, owner: null, exits: [] };
  const isAdapter = (expression: Expression): string | null => {
    if (expression.kind !== "name" && expression.kind !== "member") return null;
    const value = machine.force(machine.evaluate(expression, frame));
    return value.kind === "external" && ADAPTERS.test(value.module) ? (value.path.at(-1) ?? "") : null;
  };
  const { callee, arguments: given } = site.call;
  // `server.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions: { router } })`
  const plugin = callee.kind === "member" && callee.key === "register" && given[0] ? isAdapter(given[0]) : null;
  const name = plugin ?? isAdapter(callee);
  const settings = given[plugin === null ? 0 : 1];
  if (name === null || settings?.kind !== "object") return null;
  const read = (from: Expression, key: string): Expression | undefined =>
    from.kind === "object" ? from.members.find((member) => member.key === key)?.value : undefined;
  const inner = plugin === null ? settings : read(settings, "trpcOptions");
  const given_router = inner ? read(inner, "router") : undefined;
  if (!given_router) return null;
  const [router] = trpcStates(machine.evaluate(given_router, frame), machine);
  if (router?.kind !== "router") return null;
  const written = ["endpoint", "prefix", "basePath"].map((key) => read(settings, key)).find((each) => each);
  const maker = inner ? read(inner, "createContext") : undefined;
  const context = maker ? machine.force(machine.evaluate(maker, frame)) : null;
  return {
    router,
    at: written ? specOf(machine.evaluate(written, frame)) : around(site, name),
    context: context?.kind === "closure" && context.fact.body ? context : null,
  };
}

/** Without a path of its own: what an application mounts the adapter at, or the file of Next.js it stands in. */
function around({ call, file, all }: Site, name: string): PathSpec {
  if (name === "createHTTPServer" || name === "createHTTPHandler") return ROOT;
  const outer = all.find((each) => each.arguments.some((argument) => argument === call));
  const [first] = outer?.arguments ?? [];
  const on = outer?.callee.kind === "member" ? outer.callee.object : null;
  if (first?.kind === "literal" && typeof first.value === "string" && on?.kind === "name" && APPLICATION.test(on.name))
    return specOf(literal(first.value.replace(/\/\*$/, "")));
  const page = name === "createNextApiHandler" ? nextFileRoute(file) : null;
  return page ? specOf(literal(page.path.replace(/\/\{[^}]*\}$/, ""))) : SOMEWHERE;
}

function specOf(value: Value): PathSpec {
  const [path] = pathSpecs(value);
  return path?.kind === "path" ? joinPath(ROOT, path) : SOMEWHERE;
}
