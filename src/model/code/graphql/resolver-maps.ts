import type { FoundGuard, FoundUnknown } from "../routes/found.ts";
import type { Machine } from "../routes/program/machine.ts";
import { options, type Site, type Value } from "../routes/program/values.ts";
import { type FoundField, OPERATIONS } from "./found.ts";
import { placesInMaps } from "./placed.ts";
import { type Given, SERVERS } from "./servers-made.ts";

/** Deeper nesting of lists and merges is nobody's. */
const MOST_DEPTH = 8;

/**
 * The fields of maps of resolvers, `{ Query: { users: … }, User: { posts: … } }`: those that servers and schemas were given,
 * and those that modules hold, for many are put together in ways that are not followed.
 */
export function mapFields(
  given: readonly Given[],
  guardsIn: (file: string) => readonly FoundGuard[],
  machine: Machine,
): { readonly fields: readonly FoundField[]; readonly unknowns: readonly FoundUnknown[] } {
  const fields = new Map<string, FoundField>();
  const unknowns: FoundUnknown[] = [];
  const serving = packagesServing(machine);
  const placed = serving.size > 0 ? placesInMaps(machine) : () => null;

  function read(value: Value, site: Site, depth: number): void {
    if (depth > MOST_DEPTH) return;
    const forced = machine.force(value);
    if (forced.kind === "list") for (const item of forced.items) read(item, site, depth + 1);
    else if (forced.kind === "choice") for (const option of options(forced)) read(option, site, depth + 1);
    // `mergeResolvers([users, posts])`
    else if (forced.kind === "applied") for (const argument of forced.arguments) read(argument, site, depth + 1);
    else if (forced.kind === "record") for (const [type, entry] of forced.fields) readType(type, entry, site);
  }

  function readType(type: string, value: Value, site: Site): void {
    const forced = machine.force(value);
    if (forced.kind !== "record" || !/^[A-Z]/.test(type)) return;
    if (forced.open && Object.hasOwn(OPERATIONS, type))
      unknowns.push({ site, reason: `resolvers of \`${type}\` are taken over from what is not known from the source` });
    for (const [name, entry] of forced.fields) {
      const resolver = resolverOf(entry, machine);
      if (!resolver || name.startsWith("__")) continue;
      const at = placed(resolver, name) ?? siteOf(resolver, site);
      const key = `${type}.${name}\0${at.file}\0${at.span[0]}`;
      if (fields.has(key)) continue;
      const text = resolver.kind === "closure" ? (resolver.fact.name ?? name) : name;
      fields.set(key, {
        type,
        name,
        library: "resolver-map",
        site: at,
        guards: guardsIn(at.file),
        handler: { value: resolver, text, site: at },
      });
    }
  }

  for (const { value, site } of given) read(value, site, 0);
  for (const file of [...machine.modules.files].sort()) {
    const state = machine.modules.state(file);
    if (!state || !serving.has(state.facts.package)) continue;
    const held = [...state.scope.names.values(), ...[state.default, state.commonjs].filter((each) => !!each)];
    for (const value of held)
      if (value.kind === "record" && isMap(value, file, machine)) read(value, { file, span: [0, 0] }, 0);
  }
  return { fields: [...fields.values()], unknowns };
}

/** Packages of the project that import what serves GraphQL: elsewhere `Query` is the name of something else. */
function packagesServing(machine: Machine): ReadonlySet<string> {
  const serving = new Set<string>();
  for (const file of machine.modules.files) {
    const facts = machine.modules.state(file)?.facts;
    if (facts?.imports.some(({ specifier }) => SERVERS.test(specifier))) serving.add(facts.package);
  }
  return serving;
}

/** What resolves a field: a function, or the `subscribe` and `resolve` of an object. */
function resolverOf(value: Value, machine: Machine): Value | null {
  const forced = machine.force(value);
  if (forced.kind === "record") {
    const inner = forced.fields.get("subscribe") ?? forced.fields.get("resolve");
    return inner ? machine.force(inner) : null;
  }
  return forced.kind === "literal" || forced.kind === "list" ? null : forced;
}

/** A map by what is in it: functions under `Query` or its like; without those, under types, where the file says it is one. */
function isMap(value: Value & { kind: "record" }, file: string, machine: Machine): boolean {
  const entries = [...value.fields];
  const holdsFunctions = (entry: Value): boolean => {
    const forced = machine.force(entry);
    return (
      forced.kind === "record" &&
      [...forced.fields.values()].some((each) => resolverOf(each, machine)?.kind === "closure")
    );
  };
  if (entries.some(([type, entry]) => Object.hasOwn(OPERATIONS, type) && holdsFunctions(entry))) return true;
  const isNamed = /resolver/i.test(file) && entries.length > 0;
  return (
    isNamed && entries.every(([type]) => /^[A-Z]/.test(type)) && entries.some(([, entry]) => holdsFunctions(entry))
  );
}

function siteOf(value: Value, otherwise: Site): Site {
  if (value.kind === "closure") return { file: value.scope.file, span: value.fact.at };
  return value.kind === "applied" ? value.at : otherwise;
}
