import type { Framework, Machine } from "../routes/program/machine.ts";
import { type Closure, type Entity, type Site, unknown, type Value } from "../routes/program/values.ts";
import { OPERATIONS } from "./found.ts";

/** What Pothos gives out (https://pothos-graphql.dev/docs/api/schema-builder). */
type State =
  | { readonly kind: "builder"; readonly options: Value | null }
  /** `builder.objectRef<…>("User")`, and what declares a type. */
  | { readonly kind: "type"; readonly builder: Entity; readonly name: string }
  /** `t` of `(t) => ({ … })`. */
  | { readonly kind: "fields" }
  | { readonly kind: "field"; readonly options: Value | null; readonly site: Site };

export interface PothosField {
  readonly type: string;
  readonly name: string;
  readonly options: Value;
  readonly site: Site;
  /** Of the type it is a field of. */
  readonly typeOptions: Value | null;
  /** Of the builder. */
  readonly builder: Value | null;
}

export interface Pothos extends Framework {
  readonly fields: readonly PothosField[];
}

const ROOT_CALLS = /^(query|mutation|subscription)(Type|Fields?)$/;
const TYPE_CALLS =
  /^(prisma|drizzle)?(objectType|interfaceType|Object|Interface|Node|node|simpleObject|loadableObject|loadableNode)$/;
const FIELD_CALLS = /^(prisma|drizzle)?[oO]bject(Fields?)$/;

export function createPothos(): Pothos {
  const fields: PothosField[] = [];

  function add(type: string, name: string, given: Value, of: Entity, typeOptions: Value | null): void {
    const state = given.kind === "entity" && given.framework === "pothos" ? (given.state as State) : null;
    if (state?.kind !== "field" || !state.options) return;
    const { options: builder } = of.state as State & { kind: "builder" };
    fields.push({ type, name, options: state.options, site: state.site, typeOptions, builder });
  }

  /** `(t) => ({ … })`, or `(t) => t.field(…)` for one of a name. */
  function read(
    type: string,
    name: string | null,
    closure: Value | undefined,
    of: Entity,
    typeOptions: Value | null,
    machine: Machine,
  ): void {
    const forced = closure && machine.force(closure);
    if (forced?.kind !== "closure") return;
    const made = machine.force(run(forced, machine));
    if (name !== null) add(type, name, made, of, typeOptions);
    else if (made.kind === "record")
      for (const [key, value] of made.fields) add(type, key, machine.force(value), of, typeOptions);
  }

  function declare(type: string, options: Value | undefined, of: Entity, machine: Machine): void {
    const forced = options && machine.force(options);
    if (forced?.kind === "record") read(type, null, forced.fields.get("fields"), of, forced, machine);
  }

  function called(of: Entity, key: string, given: readonly Value[], machine: Machine): Value {
    const root = ROOT_CALLS.exec(key);
    const [first, second, third] = given;
    if (root) {
      const type = Object.keys(OPERATIONS).find((name) => name.toLowerCase() === root[1]) ?? "Query";
      if (root[2] === "Type") declare(type, first, of, machine);
      else if (root[2] === "Fields") read(type, null, first, of, null, machine);
      else read(type, textOf(first), second, of, null, machine);
    } else if (TYPE_CALLS.test(key)) declare(typeName(first, second, machine), second ?? first, of, machine);
    else if (FIELD_CALLS.test(key)) {
      const type = typeName(first, undefined, machine);
      if (key.endsWith("s")) read(type, null, second, of, null, machine);
      else read(type, textOf(second), third, of, null, machine);
    }
    return entity({ kind: "type", builder: of, name: typeName(first, second, machine) });
  }

  return {
    name: "pothos",
    fields,
    made(module, path, given) {
      if (module !== "@pothos/core" || !(path.length === 0 || path[0] === "default" || path[0] === "SchemaBuilder"))
        return null;
      return entity({ kind: "builder", options: given[0] ?? null });
    },
    method(of, key, given, site, machine) {
      const state = of.state as State;
      switch (state.kind) {
        case "builder":
          return called(of, key, given, machine);
        case "type":
          if (key === "implement") declare(state.name, given[0], state.builder, machine);
          return of;
        case "fields":
          if (key === "withAuth") return of;
          return entity({ kind: "field", options: given.find((each) => each.kind === "record") ?? null, site });
        default:
          return unknown(key);
      }
    },
  };
}

function run(closure: Closure, machine: Machine): Value {
  return machine.invoke(closure, [entity({ kind: "fields" })]) ?? unknown();
}

/** A type by its name, its class, its ref, or the `name` among its options. */
function typeName(first: Value | undefined, second: Value | undefined, machine: Machine): string {
  const named = second && machine.force(second);
  const name = named?.kind === "record" ? named.fields.get("name") : undefined;
  const value = first && machine.force(first);
  if (name?.kind === "literal" && typeof name.value === "string") return name.value;
  if (value?.kind === "class") return value.fact.name ?? "?";
  if (value?.kind === "entity" && value.framework === "pothos") {
    const state = value.state as State;
    if (state.kind === "type") return state.name;
  }
  return textOf(value) ?? "?";
}

function textOf(value: Value | undefined): string | null {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

function entity(state: State): Entity {
  return { kind: "entity", framework: "pothos", state };
}
