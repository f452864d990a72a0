import type { Expression } from "../../../../facts/routes.ts";
import type { FoundUnknown, Handler } from "../found.ts";
import { type PathSpec, pathSpecs } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { TextPart } from "../program/truth.ts";
import { type Doubt, literal, options, type Site, type Value } from "../program/values.ts";
import { handlersIn } from "./handlers.ts";
import type { Instance, RequestHook } from "./instance.ts";

/** A route where it is registered; which hooks stand before it is only sure when all is loaded. */
export interface RegisteredRoute {
  readonly instance: Instance;
  readonly methods: readonly string[];
  readonly path: PathSpec;
  readonly site: Site;
  readonly handler: Handler | null;
  readonly hooks: Readonly<Record<RequestHook, readonly Handler[]>>;
  /** The options, where some of them are not known: any hook may stand there. */
  readonly unclear: Handler | null;
  /** What hooks see as `request.routeOptions`. */
  readonly options: Value;
  /** Its constraints, as a text: two routes of one path may differ by them. */
  readonly variant: string | null;
  readonly doubts: readonly Doubt[];
}

export interface Registration {
  readonly method: Value;
  readonly path: Value;
  readonly options: Value | null;
  readonly handler: Value | null;
  readonly written: { readonly options: Expression | undefined; readonly handler: Expression | undefined };
}

type Fields = Map<string, Value>;

export function registerRoute(
  instance: Instance,
  { method, path, options: given, handler, written }: Registration,
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): void {
  const known = given?.kind === "record" ? given : null;
  const fields: Fields = new Map(known?.fields);
  fields.set("method", method).set("url", path);
  if (handler) fields.set("handler", handler);
  if (!fields.has("config")) fields.set("config", { kind: "record", fields: new Map(), open: false });
  const record: Value = { kind: "record", fields, open: known?.open ?? given !== null };
  const { trail } = machine;
  for (const hook of instance.onRoute) machine.invoke(hook, [record], instance.entity);
  machine.trail = trail;

  const methods = methodsIn(machine.force(fields.get("method") ?? method));
  if (!methods) return void unknowns.push({ site, reason: "the method of this registration is computed" });
  const specs = pathSpecs(machine.force(path));
  const paths = specs.filter((spec) => spec.kind === "path");
  if (paths.length < specs.length) {
    const why =
      machine.looping > 0
        ? "registered in a loop over values that are not known from the source"
        : "the path is not known from the source";
    unknowns.push({ site, reason: why });
  }
  const { entity } = instance;
  const member = (name: string): Expression | undefined => writtenMember(written.options, name);
  const hooksOf = (name: RequestHook): readonly Handler[] => {
    const value = fields.get(name);
    return value ? handlersIn(value, member(name), site, entity, machine, `${name} hook`) : [];
  };
  const handling = fields.get("handler");
  const handlerText = handler ? written.handler : member("handler");
  for (const each of paths) {
    instance.app.routes.push({
      instance,
      methods,
      path: below(instance.prefix, each),
      site,
      handler: handling ? (handlersIn(handling, handlerText, site, entity, machine)[0] ?? null) : null,
      hooks: {
        onRequest: hooksOf("onRequest"),
        preParsing: hooksOf("preParsing"),
        preValidation: hooksOf("preValidation"),
        preHandler: hooksOf("preHandler"),
      },
      unclear: given && record.open ? unclearOptions(given, written.options, site, instance, machine) : null,
      options: routeOptions(fields, machine),
      variant: variantOf(fields, machine),
      doubts: machine.trail.doubts,
    });
  }
}

/** `{ ...shared }` of something unknown, or options that are a parameter nobody binds. */
function unclearOptions(
  given: Value,
  written: Expression | undefined,
  site: Site,
  { entity }: Instance,
  machine: Machine,
): Handler | null {
  if (given.kind === "record") {
    const hidden = written?.kind === "object" ? written.members.find(({ role }) => role === "spread") : undefined;
    const value: Value = { kind: "unknown", doubts: ["opaque"], credential: false, name: null };
    return handlersIn(value, hidden?.value, site, entity, machine)[0] ?? null;
  }
  return handlersIn(given, written, site, entity, machine)[0] ?? null;
}

function methodsIn(value: Value): readonly string[] | null {
  if (value.kind === "list") {
    const inner = value.items.map(methodsIn);
    return value.open || inner.some((each) => each === null) ? null : inner.flatMap((each) => each ?? []);
  }
  const names = options(value).map((each) =>
    each.kind === "literal" && typeof each.value === "string" ? each.value.toUpperCase() : null,
  );
  return names.every((name) => name !== null) ? names : null;
}

/** The prefix and the path as they are: `/api` and `users` make `/apiusers` (Fastify, "Route prefixing"). */
function below(prefix: PathSpec, path: PathSpec): PathSpec {
  if (prefix.kind !== "path" || path.kind !== "path") return path;
  // A doubled colon is a colon, and starts no parameter (find-my-way, "Supported path formats").
  const parts = path.parts.flatMap((part): readonly TextPart[] =>
    typeof part === "string" ? part.split("::").flatMap((text, index) => (index === 0 ? [text] : [":", text])) : [part],
  );
  return { kind: "path", parts: [...prefix.parts, ...parts] };
}

/** What a hook may read of its route: `config`, with the method and url Fastify adds to it. */
function routeOptions(fields: Fields, machine: Machine): Value {
  const given = machine.force(fields.get("config") ?? literal(undefined));
  const known = given.kind === "record" ? given : null;
  const config: Value = {
    kind: "record",
    fields: new Map(known?.fields),
    open: known ? known.open : given.kind !== "literal",
  };
  const seen: Fields = new Map([["config", config]]);
  const schema = fields.get("schema");
  seen.set("schema", schema ? machine.force(schema) : literal(undefined));
  return { kind: "record", fields: seen, open: true };
}

function variantOf(fields: Fields, machine: Machine): string | null {
  const constraints = fields.get("constraints");
  const forced = constraints ? machine.force(constraints) : null;
  const pairs = forced?.kind === "record" ? [...forced.fields] : [];
  const version = fields.get("version");
  if (version) pairs.push(["version", version]);
  if (pairs.length === 0) return null;
  const shown = pairs.map(([name, value]) => `${name}=${value.kind === "literal" ? String(value.value) : "?"}`);
  return shown.sort().join(",");
}

function writtenMember(written: Expression | undefined, name: string): Expression | undefined {
  return written?.kind === "object"
    ? written.members.findLast(({ key, role }) => key === name && role === "value")?.value
    : undefined;
}
