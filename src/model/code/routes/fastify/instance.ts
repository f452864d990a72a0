import type { FunctionFact } from "../../../../facts/routes.ts";
import type { Handler } from "../found.ts";
import { joinPath, type PathSpec, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { START } from "../program/machine.ts";
import { union } from "../program/truth.ts";
import type { Closure, Doubt, Entity, Site, Value } from "../program/values.ts";
import type { RegisteredRoute } from "./route.ts";

/** The hooks a request passes before its handler, in the order it passes them (Fastify, "Lifecycle"). */
export const REQUEST_HOOKS = ["onRequest", "preParsing", "preValidation", "preHandler"] as const;
export type RequestHook = (typeof REQUEST_HOOKS)[number];

export interface Hook {
  readonly handler: Handler;
  /** An Express middleware by way of `app.use`, which runs with the `onRequest` hooks; below this path alone. */
  readonly below: PathSpec | null;
  readonly scope: "app" | "router";
  /** Doubts under which it was added at all. */
  readonly doubts: readonly Doubt[];
}

/** What `fastify()` gives, and what every encapsulated plugin is given: its own prefix, hooks and decorations. */
export interface Instance {
  readonly kind: "instance";
  readonly app: FastifyApp;
  readonly parent: Instance | null;
  readonly entity: Entity;
  readonly prefix: PathSpec;
  readonly hooks: Readonly<Record<RequestHook, Hook[]>>;
  /** `onRoute` hooks, with those the parent had when it was made: they see the options of every route registered after them. */
  readonly onRoute: Closure[];
  readonly decorations: Map<string, Value>;
  readonly doubts: readonly Doubt[];
}

export interface FastifyApp {
  readonly site: Site;
  readonly routes: RegisteredRoute[];
  /** The plugins being loaded, the innermost last, each with what it registered and is not loaded yet. */
  readonly loading: Loading[];
  listens: boolean;
}

interface Loading {
  readonly instance: Instance;
  readonly plugin: FunctionFact | null;
  readonly queue: ((instance: Instance) => void)[];
}

export function createApp(site: Site): Instance {
  const app: FastifyApp = { site, routes: [], loading: [], listens: false };
  const root = createInstance(app, null, ROOT, []);
  app.loading.push({ instance: root, plugin: null, queue: [] });
  return root;
}

/** A plugin's own instance: what it adds to itself, its parent does not see. */
export function createChild(parent: Instance, prefix: PathSpec, doubts: readonly Doubt[]): Instance {
  return createInstance(parent.app, parent, joinPath(parent.prefix, prefix), doubts);
}

function createInstance(
  app: FastifyApp,
  parent: Instance | null,
  prefix: PathSpec,
  doubts: readonly Doubt[],
): Instance {
  const entity = { kind: "entity" as const, framework: "fastify", state: {} };
  const instance: Instance = {
    kind: "instance",
    app,
    parent,
    entity,
    prefix,
    hooks: { onRequest: [], preParsing: [], preValidation: [], preHandler: [] },
    onRoute: [...(parent?.onRoute ?? [])],
    decorations: new Map(),
    doubts,
  };
  (entity as { state: object }).state = instance;
  return instance;
}

/** The hooks of an instance and of those around it: a child has its parent's whenever they are added, and they come first. */
export function hooksOf(instance: Instance, name: RequestHook): readonly Hook[] {
  const around = instance.parent ? hooksOf(instance.parent, name) : [];
  return [...around, ...instance.hooks[name]];
}

/** Decorations of a parent are there for its children whenever they were made. */
export function decorationOf(instance: Instance, name: string): Value | undefined {
  for (let at: Instance | null = instance; at; at = at.parent) {
    const found = at.decorations.get(name);
    if (found) return found;
  }
  return undefined;
}

/** What is registered waits until the plugin that registers it has run, or waits for it with `await`. */
export function enqueue(app: FastifyApp, machine: Machine, load: (instance: Instance) => void): void {
  const { trail, looping } = machine;
  app.loading.at(-1)?.queue.push((instance) => {
    const { trail: outer, looping: around } = machine;
    machine.trail = { ...START, doubts: union(trail.doubts, instance.doubts) };
    machine.looping = looping;
    load(instance);
    machine.trail = outer;
    machine.looping = around;
  });
}

/** Loads what the innermost plugin has registered so far, in order, each with all that it registers in turn. */
export function loadSoFar(app: FastifyApp): void {
  const loading = app.loading.at(-1);
  if (!loading) return;
  for (let load = loading.queue.shift(); load; load = loading.queue.shift()) load(loading.instance);
}

/** A plugin that registers itself never ends. */
const MOST_ROUNDS = 2;
const MOST_DEPTH = 40;

export function runPlugin(instance: Instance, plugin: FunctionFact | null, run: () => void): void {
  const { loading } = instance.app;
  const rounds = plugin ? loading.filter((each) => each.plugin === plugin).length : 0;
  if (rounds >= MOST_ROUNDS || loading.length >= MOST_DEPTH) return;
  loading.push({ instance, plugin, queue: [] });
  run();
  loadSoFar(instance.app);
  loading.pop();
}
