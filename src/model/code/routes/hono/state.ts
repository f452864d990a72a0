import type { Handler } from "../found.ts";
import type { PathSpec } from "../paths.ts";
import type { Site, Value } from "../program/values.ts";

/** What is registered, in order; `basePath` gives an application of another path that shares it. */
export interface HonoStore {
  readonly site: Site;
  readonly items: HonoItem[];
  /** Whether something serves it: `serve(app)`, `app.fetch`, `app.request`. */
  isServed: boolean;
}

export interface HonoApp {
  readonly kind: "app";
  readonly store: HonoStore;
  readonly base: PathSpec;
  /** The path a chained `.get(handler)` goes on with. */
  current: readonly PathSpec[];
}

export type HonoItem =
  | {
      readonly kind: "handle";
      /** Null for `use`. */
      readonly methods: readonly string[] | null;
      readonly paths: readonly PathSpec[];
      readonly handlers: readonly Handler[];
      readonly site: Site;
    }
  | {
      readonly kind: "route";
      readonly paths: readonly PathSpec[];
      readonly sub: Value;
      /** As it is written. */
      readonly text: string;
      /** How much was registered there when it was put in here: Hono copies it; null where that is not known. */
      readonly copied: number | null;
      readonly site: Site;
    };

/** Middleware put together by `hono/combine`. */
export interface HonoCombined {
  readonly kind: "every" | "some" | "except";
  readonly given: readonly Value[];
}

export type HonoState = HonoApp | HonoCombined | { readonly kind: "factory" };
