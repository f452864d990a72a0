import type { FoundUnknown } from "../found.ts";
import { pathSpecs, ROOT } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { type Entity, literal, type Site, unknown, type Value } from "../program/values.ts";
import { bindTo, handlersIn } from "./handlers.ts";
import { decorationOf, enqueue, type Instance, loadSoFar, REQUEST_HOOKS } from "./instance.ts";
import { register } from "./register.ts";
import { registerObject, registerShorthand, SHORTHANDS } from "./route-calls.ts";

/** What `fastify.auth([…])` makes: one of its functions has to let the request through, or all of them. */
export interface Combined {
  readonly kind: "combined";
  readonly relation: "or" | "and";
  readonly parts: readonly Value[];
}

/** What decorations of requests and replies are, for the whole project. */
export type PartDecorations = Readonly<Record<"request" | "response", Map<string, Value>>>;

/** Methods that give the instance back and register nothing. */
const CHAINED =
  /^(withTypeProvider|set(ErrorHandler|NotFoundHandler|ValidatorCompiler|SerializerCompiler|ReplySerializer|SchemaController|SchemaErrorFormatter|GenReqId|ChildLoggerFactory)|addSchema|addContentTypeParser|removeContentTypeParser|removeAllContentTypeParsers|addConstraintStrategy|addHttpMethod)$/;

export function callInstance(
  instance: Instance,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
  decorated: PartDecorations,
): Value {
  const { entity } = instance;
  const method = SHORTHANDS[key];
  if (method && given.length > 0) {
    registerShorthand(instance, method, given, site, machine, unknowns);
    return entity;
  }
  if (CHAINED.test(key)) return entity;
  switch (key) {
    case "route":
      registerObject(instance, given[0], site.written?.[0], site, machine, unknowns);
      return entity;
    case "register":
      register(instance, given, site, machine, unknowns);
      return entity;
    case "addHook":
      addHook(instance, given, site, machine);
      return entity;
    case "use":
      useMiddleware(instance, given, site, machine, unknowns);
      return entity;
    case "decorate":
      if (given[0]?.kind === "literal" && given[1])
        instance.decorations.set(String(given[0].value), bindTo(machine.force(given[1]), entity));
      return entity;
    case "decorateRequest":
    case "decorateReply":
      if (given[0]?.kind === "literal" && given[1])
        decorated[key === "decorateReply" ? "response" : "request"].set(
          String(given[0].value),
          machine.force(given[1]),
        );
      return entity;
    case "after":
    case "ready":
    case "then":
    case "listen":
    case "inject":
      return wait(instance, key, given, site, machine);
    default:
      return callOther(instance, key, given, site, machine, unknowns);
  }
}

function addHook(instance: Instance, [name, given]: readonly Value[], site: Site, machine: Machine): void {
  const named = name?.kind === "literal" ? name.value : null;
  if (!given) return;
  if (named === "onRoute") {
    const hook = machine.force(given);
    if (hook.kind === "closure") instance.onRoute.push(hook);
    return;
  }
  const hook = REQUEST_HOOKS.find((each) => each === named);
  if (!hook) return;
  const scope = instance.parent ? "router" : "app";
  for (const handler of handlersIn(given, site.written?.[1], site, instance.entity, machine, `${hook} hook`))
    instance.hooks[hook].push({ handler, below: null, scope, doubts: machine.trail.doubts });
}

/** Express' middleware, by `@fastify/middie` or `@fastify/express`. */
function useMiddleware(
  instance: Instance,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const [first] = given;
  const hasPath = given.length > 1 && first !== undefined;
  const paths = hasPath ? pathSpecs(machine.force(first)) : [ROOT];
  given.slice(hasPath ? 1 : 0).forEach((value, index) => {
    const written = site.written?.[index + (hasPath ? 1 : 0)];
    for (const handler of handlersIn(value, written, site, instance.entity, machine)) {
      if (handler.value.kind === "entity")
        unknowns.push({
          site,
          reason: `\`${handler.text}\` of another framework is mounted here and was not followed`,
        });
      else
        for (const below of paths)
          instance.hooks.onRequest.push({ handler, below, scope: "app", doubts: machine.trail.doubts });
    }
  });
}

/** What waits for everything registered so far, and the callback that runs then. */
function wait(instance: Instance, key: string, given: readonly Value[], site: Site, machine: Machine): Value {
  const { app, entity } = instance;
  const callback = given.map((each) => machine.force(each)).find((each) => each.kind === "closure");
  const run = (): void => {
    if (callback?.kind === "closure") machine.invoke(callback, [literal(undefined)], entity);
  };
  if (key === "after") {
    if (callback) enqueue(app, machine, run);
    if (site.awaited && !callback) loadSoFar(app);
    return entity;
  }
  if (key === "listen") app.listens = true;
  if (app.loading.length === 1) loadSoFar(app);
  if (key === "ready" || key === "then") run();
  return key === "listen" || key === "inject" ? unknown(key) : entity;
}

function callOther(
  instance: Instance,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): Value {
  const own = decorationOf(instance, key);
  if (own) return machine.call(own, given, site, instance.entity);
  if (key === "auth") return combine(given, instance.entity, machine);
  const [path] = given;
  const last = given.at(-1);
  const isPath =
    path?.kind === "unknown" ||
    path?.kind === "text" ||
    (path?.kind === "literal" && typeof path.value === "string" && path.value.startsWith("/"));
  if (given.length >= 2 && isPath && last && ["closure", "unknown"].includes(machine.force(last).kind))
    unknowns.push({
      site,
      reason:
        machine.looping > 0
          ? "registered in a loop over values that are not known from the source"
          : "the method of this registration is computed, or a plugin's own",
    });
  return unknown(key);
}

/** `@fastify/auth`: one of the functions is enough unless `relation` is `and`; lists within turn the relation around. */
function combine([functions, settings]: readonly Value[], entity: Entity, machine: Machine): Value {
  const asked = settings?.kind === "record" ? settings.fields.get("relation") : undefined;
  const relation = asked?.kind === "literal" && asked.value === "and" ? "and" : "or";
  return combined(functions ?? unknown(), relation, entity, machine);
}

function combined(value: Value, relation: "or" | "and", entity: Entity, machine: Machine): Value {
  const forced = machine.force(value);
  if (forced.kind !== "list") return bindTo(forced, entity);
  const inner = relation === "or" ? "and" : "or";
  const parts = forced.items.map((each) => combined(each, inner, entity, machine));
  if (forced.open) parts.push(unknown());
  return { kind: "entity", framework: "fastify", state: { kind: "combined", relation, parts } satisfies Combined };
}
