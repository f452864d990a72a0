import type { Handler } from "../found.ts";
import type { PathSpec } from "../paths.ts";
import type { Site, Value } from "../program/values.ts";

/** `new Koa()`: middleware, in order. */
export interface KoaApp {
  readonly kind: "app";
  readonly site: Site;
  readonly uses: { readonly handlers: readonly Handler[]; readonly site: Site }[];
}

/** `new Router()`: its layers, in order. */
export interface KoaRouter {
  readonly kind: "router";
  readonly site: Site;
  /** What it was made with: `{ prefix }`. */
  readonly settings: Value | null;
  /** What `router.prefix(…)` said since. */
  prefix: Value | null;
  readonly layers: KoaLayer[];
}

export interface KoaLayer {
  /** Null for `router.use`. */
  readonly methods: readonly string[] | null;
  /** Null where none was given: everything below the router. */
  readonly paths: readonly PathSpec[] | null;
  readonly handlers: readonly Handler[];
  /** How many layers a router had when it was put in here: a router copies them. */
  readonly copied: ReadonlyMap<KoaRouter, number>;
  readonly site: Site;
}

/** What a router, koa-mount and koa-compose give to be used. */
export type KoaState =
  | KoaApp
  | KoaRouter
  | { readonly kind: "routes"; readonly router: KoaRouter }
  | { readonly kind: "allowed" }
  | { readonly kind: "mounted"; readonly path: Value | null; readonly value: Value; readonly site: Site }
  | KoaComposed;

export interface KoaComposed {
  readonly kind: "composed";
  readonly given: readonly Value[];
  readonly site: Site;
}
