import type { Handler } from "../found.ts";
import { handlersFrom } from "../handlers.ts";
import type { Framework, Machine } from "../program/machine.ts";
import { type Entity, type Site, unknown, type Value } from "../program/values.ts";
import type { TrpcRouter, TrpcState } from "./state.ts";
import { trpcStates } from "./states.ts";

const ENDS = { query: "query", mutation: "mutation", subscription: "subscription" } as const;
/** Methods of a procedure that leave who may call it alone. */
const DESCRIBES = new Set(["input", "output", "meta", "experimental_caller", "$types"]);
const FUNCTIONS = { router: "router", mergeRouters: "mergeRouters", middleware: "middleware" } as const;

export interface TrpcFramework extends Framework {
  /** In the order they were made. */
  readonly routers: readonly TrpcRouter[];
}

/** tRPC from version 10 on: procedures remember the middleware they go through, routers what they were given. */
export function createTrpc(): TrpcFramework {
  const routers: TrpcRouter[] = [];

  function call(name: keyof typeof FUNCTIONS, given: readonly Value[], site: Site, machine: Machine): Entity {
    if (name === "middleware") return entity({ kind: "middleware", steps: stepsOf(given, site, machine) });
    const router: TrpcRouter = { kind: "router", site, given };
    routers.push(router);
    return entity(router);
  }

  return {
    name: "trpc",
    routers,
    made(module, path, [load]) {
      if (module === "@trpc/server" && path[0] === "lazy" && load?.kind === "closure")
        return entity({ kind: "lazy", load });
      if (module !== "@trpc/server" || path[0] !== "initTRPC") return null;
      return entity({ kind: path.at(-1) === "create" ? "root" : "init" });
    },
    member(of, key) {
      const state = of.state as TrpcState;
      if (state.kind !== "root") return null;
      if (key === "procedure") return entity({ kind: "procedure", steps: [] });
      return isFunction(key) ? entity({ kind: "function", name: FUNCTIONS[key] }) : null;
    },
    called(of, given, site, machine) {
      const state = of.state as TrpcState;
      return state.kind === "function" ? call(state.name, given, site, machine) : unknown();
    },
    method(of, key, given, site, machine): Value {
      const state = of.state as TrpcState;
      switch (state.kind) {
        case "init":
          return key === "create" ? entity({ kind: "root" }) : of;
        case "root":
          return isFunction(key) ? call(key, given, site, machine) : unknown(key);
        case "middleware":
          return entity({ kind: "middleware", steps: [...state.steps, ...stepsOf(given, site, machine)] });
        case "procedure": {
          if (DESCRIBES.has(key)) return of;
          if (!Object.hasOwn(ENDS, key))
            return entity({ kind: "procedure", steps: [...state.steps, ...stepsOf(given, site, machine)] });
          const [handler] = handlersFrom(given, 0, site, machine);
          const end = ENDS[key as keyof typeof ENDS];
          return entity({ kind: "endpoint", call: end, steps: state.steps, handler: handler ?? null, site });
        }
        default:
          return unknown(key);
      }
    },
  };
}

function isFunction(key: string): key is keyof typeof FUNCTIONS {
  return Object.hasOwn(FUNCTIONS, key);
}

/** What `use`, `concat` and `pipe` are given: functions, middleware, or another procedure's middleware. */
function stepsOf(given: readonly Value[], site: Site, machine: Machine): readonly Handler[] {
  return handlersFrom(given, 0, site, machine).flatMap((handler): readonly Handler[] => {
    const [state, ...others] = trpcStates(handler.value, machine);
    if (others.length > 0 || !state || !("steps" in state)) return [handler];
    // A middleware is called by the name it is used under, as far as it is one.
    return state.steps.length === 1 ? state.steps.map((step) => ({ ...handler, value: step.value })) : state.steps;
  });
}

function entity(state: TrpcState): Entity {
  return { kind: "entity", framework: "trpc", state };
}
