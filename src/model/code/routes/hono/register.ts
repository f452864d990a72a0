import type { FoundUnknown } from "../found.ts";
import { pathSpecs } from "../paths.ts";
import { describe } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import { type Entity, literal, options, type Site, unknown, type Value } from "../program/values.ts";
import { handle, type HonoCall } from "./handle.ts";
import { openapi } from "./openapi.ts";
import { honoPaths, merged } from "./path.ts";
import type { HonoApp, HonoItem } from "./state.ts";
import { honoStates } from "./states.ts";

const VERBS: Readonly<Record<string, string>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
  options: "OPTIONS",
  all: "ALL",
};
const EVERYTHING = literal("*");

/** A call of a method of an application: what it registers, and what it gives. */
export function callApp(
  app: HonoApp,
  entity: Entity,
  key: string,
  given: readonly Value[],
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
): Value {
  const verb = VERBS[key];
  const call = { app, site, machine, unknowns };
  if (verb) {
    const hasPath = given[0] !== undefined && isPath(given[0], given.length);
    if (hasPath) app.current = honoPaths(given[0] as Value).map((path) => merged(app.base, path));
    handle(call, [verb], app.current, given, hasPath ? 1 : 0);
    return entity;
  }
  switch (key) {
    case "use": {
      const hasPath = given[0] !== undefined && isPath(given[0], given.length);
      app.current = honoPaths(hasPath ? (given[0] as Value) : EVERYTHING).map((path) => merged(app.base, path));
      handle(call, null, app.current, given, hasPath ? 1 : 0);
      return entity;
    }
    case "on":
      app.current = (given[1] ? honoPaths(given[1]) : []).map((path) => merged(app.base, path));
      handle(call, methodsIn(given[0]), app.current, given, 2);
      return entity;
    case "route":
      mount(call, given);
      return entity;
    case "basePath":
      return based(app, given[0]);
    case "mount":
      for (const path of given[0] ? honoPaths(given[0]) : [])
        handle(call, ["ALL"], [merged(merged(app.base, path), { kind: "path", parts: ["*"] })], given, 1);
      return entity;
    case "openapi":
      openapi(call, given[0], given, site);
      return entity;
    case "openapiRoutes":
      for (const each of given[0]?.kind === "list" ? given[0].items : []) {
        const route = machine.force(each);
        openapi(call, machine.member(route, "route"), [literal(null), machine.member(route, "handler")], {
          file: site.file,
          span: site.span,
        });
      }
      return entity;
    case "doc":
    case "doc31":
      handle(
        call,
        ["GET"],
        (given[0] ? honoPaths(given[0]) : []).map((path) => merged(app.base, path)),
        [],
        0,
      );
      return entity;
    case "request":
    case "fetch":
    case "fire":
      app.store.isServed = true;
      return unknown(key);
    case "?":
      unknowns.push({ site, reason: "the method of this registration is computed" });
      return entity;
    default:
      return key.startsWith("get") ? unknown(key) : entity;
  }
}

function methodsIn(value: Value | undefined): readonly string[] {
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) =>
    item.kind === "literal" && typeof item.value === "string" ? [item.value.toUpperCase()] : [],
  );
}

function mount({ app, site, machine }: HonoCall, [path, sub]: readonly Value[]): void {
  if (!path || !sub) return;
  const [inner] = honoStates(sub, machine);
  const written = site.written?.[1];
  const item: HonoItem = {
    kind: "route",
    paths: pathSpecs(path).map((each) => merged(app.base, each)),
    sub,
    text: written ? describe(written) : "?",
    copied: inner?.kind === "app" ? inner.store.items.length : null,
    site,
  };
  app.store.items.push(item);
}

function based(app: HonoApp, path: Value | undefined): Value {
  const [base] = path ? honoPaths(path) : [];
  const state: HonoApp = { ...app, base: base ? merged(app.base, base) : app.base };
  return { kind: "entity", framework: "hono", state };
}

/** Whether an argument that handlers may follow is a path: a text, or what is named like one. */
function isPath(value: Value, count: number): boolean {
  if (value.kind === "text") return true;
  return options(value).some((option) => {
    if (option.kind === "literal") return typeof option.value === "string";
    return option.kind === "unknown" && count >= 2 && /path|prefix|base|url|^[A-Z][A-Z0-9_]*$/i.test(option.name ?? "");
  });
}
