import type { Doubt, Site, Value } from "./program/values.ts";
import type { PathSpec } from "./paths.ts";

/** A middleware, guard or handler where it was given: its value, and how it is written. */
export interface Handler {
  readonly value: Value;
  readonly text: string;
  readonly site: Site;
}

/** A route as a framework found it, before anybody asked who may call it. */
export interface FoundRoute {
  readonly method: string;
  readonly path: PathSpec;
  readonly site: Site;
  readonly framework: string;
  /** The file the application is made in. */
  readonly app: string;
  readonly guards: readonly FoundGuard[];
  readonly handler: Handler | null;
  /** The handler is given the route's own method and path to judge by: one may serve several. */
  readonly handlerByRoute?: boolean;
  /** Where the handler leaves it to the next registration of the same path. */
  readonly continues: boolean;
  /** What decorators set on it, by key, for the guards that read it. */
  readonly metadata: ReadonlyMap<string, Value>;
  /** A decorator of a package that says the route is public, as written. */
  readonly publicMark: string | null;
  /** What guards may read of the route's own options, for frameworks that show them. */
  readonly options?: Value;
  /** What tells it from another of the same method and path: a version, a host. */
  readonly variant?: string | null;
}

export interface FoundGuard extends Handler {
  readonly scope: "route" | "controller" | "router" | "app" | "global";
  /** What makes a context has nothing to say but by throwing. */
  readonly kind: "middleware" | "guard" | "hook" | "parsing-hook" | "context";
  /** Doubts under which it applies to the route at all: a path that may or may not match. */
  readonly doubts: readonly Doubt[];
  /** The path it stands at, which a request's own path leaves out there. */
  readonly below?: PathSpec;
}

export interface FoundUnknown {
  readonly site: Site;
  readonly reason: string;
}
