import type { FoundGuard, FoundRoute, Handler } from "./found.ts";
import type { PathSpec } from "./paths.ts";
import { type Covers, patternOf, type PatternOptions, segmentsOf } from "./patterns.ts";
import { handsOver } from "./program/search.ts";
import type { Site } from "./program/values.ts";

/** A handler, and the routes it makes an exception of. */
export interface Standing extends Handler {
  /** Whether a route is one it lets by unasked: `unless({ path })`, `except("/public/*", …)`. */
  readonly exempts?: (path: PathSpec, method: string) => boolean | null;
}

interface Placed extends FoundGuard {
  readonly covers: Covers;
  readonly exempts: Standing["exempts"];
  readonly methods: readonly string[] | null;
}

interface LineOptions {
  readonly framework: string;
  /** The file the application is made in. */
  readonly app: string;
  readonly sensitive: boolean;
}

/** The path a route or a middleware is registered at, and where a request's own path starts there. */
export interface Place {
  readonly path: PathSpec;
  readonly scope: FoundGuard["scope"];
  readonly below?: PathSpec;
  /** What it is for, where it is not for every method. */
  readonly methods?: readonly string[];
}

/**
 * What a request meets on its way through an application that runs everything registered in one line, each where its
 * path matches: Koa's routers and Hono.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #placed: Placed[];

  constructor(options: LineOptions, placed: readonly Placed[] = []) {
    this.#options = options;
    this.#placed = [...placed];
  }

  /** A line of its own from here: what is placed in it stands before nothing outside of it. */
  branch(): Line {
    return new Line(this.#options, this.#placed);
  }

  /** Places a middleware before everything that follows. */
  use(
    handlers: readonly Standing[],
    { path, scope, below, methods }: Place,
    options: Pick<PatternOptions, "below">,
  ): void {
    const covers = patternOf(path, { ...options, sensitive: this.#options.sensitive });
    for (const { exempts, ...handler } of handlers)
      this.#placed.push({
        ...handler,
        scope,
        kind: "middleware",
        doubts: [],
        covers,
        exempts,
        methods: !methods || methods.includes("ALL") ? null : methods,
        ...(below ? { below } : {}),
      });
  }

  /** A route, behind what stands before it; where it answers everything and hands on, it stands before what follows. */
  route(method: string, place: Place, handlers: readonly Standing[], site: Site): FoundRoute {
    const { path } = place;
    const segments = segmentsOf(path);
    const before = this.#placed.flatMap(({ covers, exempts, methods, ...guard }): readonly FoundGuard[] => {
      if (methods && !methods.includes(method)) return [];
      const covered = covers(segments);
      return covered === false ? [] : guarding(guard, covered === null, exempts?.(path, method));
    });
    const own = handlers.slice(0, -1).flatMap(({ exempts, ...handler }): readonly FoundGuard[] => {
      const guard: FoundGuard = { ...handler, scope: "route", kind: "middleware", doubts: [] };
      return guarding(guard, false, exempts?.(path, method));
    });
    const last = handlers.at(-1);
    const handler: Handler | null = last ? { value: last.value, text: last.text, site: last.site } : null;
    const continues = last !== undefined && handsOn(last);
    if (continues && (method === "ALL" || segments.at(-1)?.includes("*")))
      this.use([last], { ...place, methods: [method] }, { below: false });
    return {
      method,
      path,
      site,
      framework: this.#options.framework,
      app: this.#options.app,
      guards: [...before, ...own],
      handler,
      continues,
      metadata: new Map(),
      publicMark: null,
    };
  }
}

/** A guard of one route, unless it makes an exception of it. */
function guarding(guard: FoundGuard, doubtful: boolean, exempt: boolean | null | undefined): readonly FoundGuard[] {
  if (exempt === true) return [];
  return [{ ...guard, doubts: doubtful || exempt === null ? ["path"] : [] }];
}

/** A last handler that calls `next()` leaves the answer to what follows. */
export function handsOn({ value }: Handler): boolean {
  if (value.kind !== "closure") return false;
  const next = value.fact.parameters[1]?.target;
  return next?.kind === "name" && handsOver(value.fact.body, next.name);
}
