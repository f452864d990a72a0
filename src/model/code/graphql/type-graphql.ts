import type { Machine } from "../routes/program/machine.ts";
import { unknown, type Value } from "../routes/program/values.ts";
import type { FoundGuard } from "../routes/found.ts";
import { handlersOf } from "../routes/nestjs/nest.ts";
import type { Decoration } from "../routes/nestjs/decorations.ts";
import { projectClasses } from "../routes/nestjs/serve.ts";
import { resolverClass } from "./decorated.ts";
import type { FoundField } from "./found.ts";
import type { Given } from "./servers-made.ts";

const MODULE = "type-graphql";

/** The resolver classes of type-graphql: `@Authorized` asks the `authChecker` of the schema, `@UseMiddleware` stands before. */
export function typeGraphqlFields(
  built: readonly Given[],
  context: readonly FoundGuard[],
  machine: Machine,
): readonly FoundField[] {
  const options = built.length === 1 && built[0] ? machine.force(built[0].value) : null;
  const option = (name: string): Value | undefined => {
    const value = options?.kind === "record" ? options.fields.get(name) : undefined;
    return value && machine.force(value);
  };
  const checker = option("authChecker") ?? unknown("authChecker");
  const global = option("globalMiddlewares");
  return projectClasses(machine).flatMap((of) => {
    const found = resolverClass(of, MODULE, machine);
    if (!found) return [];
    const before = [
      ...context,
      ...(global && built[0] ? middleware(handlersOf([global], built[0].site, machine), "global") : []),
    ];
    const own = found.decorations.flat();
    return found.fields.map(({ type, name, decorations, handler, text, site }): FoundField => {
      // The method's own `@Authorized` takes the place of the class's.
      const asks = ["route", "controller"] as const;
      const asked = asks
        .map((scope) => authorized(scope === "route" ? decorations : own, scope, checker))
        .find((each) => each.length > 0);
      return {
        type,
        name,
        library: "type-graphql",
        site,
        guards: [
          ...before,
          ...(asked ?? []),
          ...used(own, "controller", machine),
          ...used(decorations, "route", machine),
        ],
        handler: { value: handler, text, site },
      };
    });
  });
}

function authorized(
  decorations: readonly Decoration[],
  scope: FoundGuard["scope"],
  checker: Value,
): readonly FoundGuard[] {
  return decorations
    .filter(({ module, name }) => module === MODULE && name === "Authorized")
    .map(({ site }) => ({ value: checker, text: "@Authorized", site, scope, kind: "guard", doubts: [] }));
}

function used(decorations: readonly Decoration[], scope: FoundGuard["scope"], machine: Machine): readonly FoundGuard[] {
  return decorations
    .filter(({ module, name }) => module === MODULE && name === "UseMiddleware")
    .flatMap(({ given, site }) => middleware(handlersOf(given, site, machine), scope));
}

function middleware(handlers: ReturnType<typeof handlersOf>, scope: FoundGuard["scope"]): readonly FoundGuard[] {
  return handlers.map((handler) => ({ ...handler, scope, kind: "middleware", doubts: [] }));
}
