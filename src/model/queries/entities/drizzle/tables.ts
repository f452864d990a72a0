import type { Entity } from "../../../../facts/entities.ts";
import type { Call, FileValue, Origin } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { callOf, membersOf, place, settled, textOf } from "../../values.ts";
import { createColumnReader } from "./columns.ts";
import { relationsOf } from "./relations.ts";

/** The tables of Drizzle for PostgreSQL that a project declares. */
export interface DrizzleTables {
  readonly entities: readonly Entity[];
  /** The table a declaring call makes. */
  entityOf(call: Call): Entity | null;
  /** The table, or a column of it, that a value is: `users`, `users.id`, `schema.users.id`. */
  read(origin: Origin): { readonly entity: Entity; readonly path: readonly string[] } | null;
  /** By the name of its constant, as `db.query` has it; null when there is none or are several. */
  named(name: string): Entity | null;
}

/** `table` of `pgSchema("auth").table(…)`; views name their columns only when they are declared like tables. */
const MAKES = /^drizzle-orm\/pg-core\.(?:pgTable|pgTableCreator\(\)|pgSchema\(\)\.table|pgTable\.withRLS)$/;
const LIKELY = /table/i;

const known = new WeakMap<CallProgram, DrizzleTables>();

export function drizzleTables(program: CallProgram): DrizzleTables {
  let tables = known.get(program);
  if (!tables) known.set(program, (tables = readTables(program)));
  return tables;
}

function readTables(program: CallProgram): DrizzleTables {
  const makers = [...program.calls()].filter((call) => isMaker(program, call));
  const columns = createColumnReader(program);
  const names = namesOf(program, makers);
  const plain = new Map(makers.map((call) => [call, tableOf(program, call, names.get(call) ?? null, columns)]));
  const relations = relationsOf(program, (value) => plain.get(tableCall(program, value) as Call) ?? null);
  const byCall = new Map(
    [...plain].map(([call, entity]) => [call, { ...entity, relations: relations.get(entity) ?? [] }]),
  );
  const entities = [...byCall.values()];
  return {
    entities,
    entityOf: (call) => byCall.get(call) ?? null,
    read(origin) {
      const entity = origin.kind === "result" ? byCall.get(origin.call) : undefined;
      return entity && origin.kind === "result" ? { entity, path: origin.path } : null;
    },
    named(name) {
      const found = entities.filter((entity) => entity.name === name);
      return found.length === 1 ? (found[0] as Entity) : null;
    },
  };
}

function isMaker(program: CallProgram, call: Call): boolean {
  const { callee, form } = call.record;
  if (form !== "call") return false;
  const { root } = callee;
  const last =
    callee.path.at(-1) ??
    (root.kind === "import"
      ? root.local
      : root.kind === "name"
        ? (program.tables.get(call.file)?.facts.names[root.index]?.name ?? "")
        : "");
  return LIKELY.test(last) && MAKES.test(program.signatureOf(call) ?? "");
}

/** The constant each call is put into. */
function namesOf(program: CallProgram, calls: readonly Call[]): ReadonlyMap<Call, string> {
  const names = new Map<Call, string>();
  for (const file of new Set(calls.map((call) => call.file))) {
    const table = program.tables.get(file);
    for (const { name, value } of table?.facts.names ?? []) {
      const call = value.kind === "call" ? table?.calls[value.call] : undefined;
      if (call) names.set(call, name);
    }
  }
  return names;
}

function tableCall(program: CallProgram, value: FileValue | null): Call | null {
  return value && callOf(program, program.valueOf(value));
}

function tableOf(
  program: CallProgram,
  call: Call,
  named: string | null,
  readColumn: ReturnType<typeof createColumnReader>,
): Entity {
  const first = program.argument(call, 0);
  const given = textOf(program, first);
  const maker = program.makerOf(call);
  const isCreator = maker !== null && (program.signatureOf(maker) ?? "").endsWith("pgTableCreator");
  const name = given !== null && isCreator ? prefixed(program, maker, given) : given;
  const inSchema = !isCreator && maker !== null;
  const schema = inSchema ? textOf(program, program.argument(maker, 0)) : null;
  const second = program.argument(call, 1);
  const columns = second && membersOf(program, builtIn(program, second));
  return {
    file: call.file,
    at: call.at,
    anchor: `typescript:${call.file}${named === null ? "" : `#${named}`}`,
    source: "drizzle",
    name: named ?? given ?? "",
    // A schema whose name is not known makes the table unknown.
    table: name === null || (inSchema && schema === null) ? null : { schema, name, at: nameAt(call) },
    columns: (columns?.members ?? []).map(readColumn),
    relations: [],
    complete: columns !== null && !columns.open,
  };
}

/** The columns, also given by a function of the builders: `(t) => ({ id: t.uuid() })`. */
function builtIn(program: CallProgram, given: FileValue): FileValue {
  const { file, value } = settled(program, given);
  if (value.kind !== "function") return { file, value };
  const [only] = program.tables.get(file)?.functions[value.function]?.record.returns ?? [];
  return only ? { file, value: only } : { file, value };
}

/** `pgTableCreator((name) => `app_${name}`)`: the name it makes; null when that is not so simple. */
function prefixed(program: CallProgram, maker: Call, name: string): string | null {
  const given = program.argument(maker, 0);
  const { file, value } = given ? program.valueOf(given) : { file: "", value: null };
  if (value?.kind !== "function") return null;
  const [only, ...more] = program.tables.get(file)?.functions[value.function]?.record.returns ?? [];
  if (!only || more.length > 0) return null;
  if (only.kind === "ref" && only.ref.root.kind === "parameter") return name;
  if (only.kind !== "template" || only.holes.length !== 1) return null;
  const [hole] = only.holes;
  return hole?.kind === "ref" && hole.ref.root.kind === "parameter" && hole.ref.path.length === 0
    ? only.parts.join(name)
    : null;
}

/** The name's literal has no place of its own in the facts; the call's name does. */
function nameAt(call: Call): Entity["at"] {
  return place(call.file, call.record.name);
}
