import type { Handler } from "../found.ts";
import type { Closure, Site, Value } from "../program/values.ts";

/** What tRPC gives out, by what can be called on it (https://trpc.io/docs/server/routers, …/procedures, …/middlewares). */
export type TrpcState =
  /** `initTRPC.context<…>()`, before `create`. */
  | { readonly kind: "init" }
  /** `t`. */
  | { readonly kind: "root" }
  /** A function of `t` that projects export under names of their own: `createTRPCRouter = t.router`. */
  | { readonly kind: "function"; readonly name: "router" | "mergeRouters" | "middleware" }
  /** `lazy(() => import("./users"))`: a router that is loaded when it is asked for. */
  | { readonly kind: "lazy"; readonly load: Closure }
  /** Several functions a call goes through, in order. */
  | { readonly kind: "middleware"; readonly steps: readonly Handler[] }
  | { readonly kind: "procedure"; readonly steps: readonly Handler[] }
  | TrpcEndpoint
  | TrpcRouter;

/** A procedure that is finished: `.query(…)`. */
export interface TrpcEndpoint {
  readonly kind: "endpoint";
  readonly call: "query" | "mutation" | "subscription";
  readonly steps: readonly Handler[];
  readonly handler: Handler | null;
  readonly site: Site;
}

export interface TrpcRouter {
  readonly kind: "router";
  readonly site: Site;
  /** The record it was given, or the routers that were merged. */
  readonly given: readonly Value[];
}
