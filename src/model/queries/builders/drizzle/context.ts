import type { Entity } from "../../../../facts/entities.ts";
import type { ColumnName } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { type DrizzleTables, drizzleTables } from "../../entities/drizzle/tables.ts";
import { callOf, place, textOf } from "../../values.ts";
import { type Chains, chainsOf, methodOf } from "../chains.ts";

/** What a parameter stands for: the value a caller gave, or the table of a callback. */
type Bound = FileValue | { readonly entity: Entity; readonly alias: string | null };

/** What is known while one query is read. */
export interface DrizzleContext {
  readonly program: CallProgram;
  readonly chains: Chains;
  readonly tables: DrizzleTables;
  /** Parameters of the functions a part of the query is made by. */
  readonly bound: ReadonlyMap<string, Bound>;
  /** Whether what a call gives is a part of another query. */
  takenBy(call: Call): boolean;
}

export type Meant =
  | { readonly is: "table"; readonly entity: Entity; readonly alias: string | null }
  | { readonly is: "column"; readonly column: ColumnName; readonly at: TextPlace }
  /** A query that stands for a table: `db.select()….as("recent")`. */
  | { readonly is: "derived"; readonly call: Call; readonly alias: string; readonly path: readonly string[] };

export function drizzleContext(program: CallProgram): DrizzleContext {
  const taken = takenCalls(program);
  return {
    program,
    chains: chainsOf(program),
    tables: drizzleTables(program),
    bound: new Map(),
    takenBy: (call) => taken.has(call),
  };
}

const TAKES =
  /^(?:inArray|notInArray|exists|notExists|eq|ne|gt|gte|lt|lte|union|unionAll|intersect|intersectAll|except|exceptAll|from|as|select|\w+Join)$/;

/** The calls whose results are handed to what takes a query as a part of another: `inArray(users.id, db.select()…)`. */
function takenCalls(program: CallProgram): ReadonlySet<Call> {
  const taken = new Set<Call>();
  for (const call of program.calls()) {
    const { root } = call.record.callee;
    if (!TAKES.test(methodOf(call) || (root.kind === "import" ? root.local : ""))) continue;
    for (const argument of call.record.arguments) {
      if (argument.kind !== "call" && (argument.kind !== "ref" || argument.ref.root.kind !== "name")) continue;
      const given = callOf(program, program.valueOf({ file: call.file, value: argument }));
      if (given) taken.add(given);
    }
  }
  return taken;
}

export function parameterKey(file: string, of: number, index: number): string {
  return `${file}:${of}:${index}`;
}

/** A value behind the parameters that are bound; null where it is a table given by a callback. */
export function unbound(context: DrizzleContext, given: FileValue, depth = 0): FileValue {
  const { value, file } = given;
  if (value.kind !== "ref" || value.ref.root.kind !== "parameter" || depth > 8) return given;
  const { root, path } = value.ref;
  const bound = context.bound.get(parameterKey(file, root.function, root.index));
  if (!bound || "entity" in bound) return given;
  const rest = [...root.path, ...path];
  if (rest.length === 0) return unbound(context, bound, depth + 1);
  if (bound.value.kind !== "ref") {
    const member = context.program.memberOf(bound, rest);
    return member.is === "value" ? unbound(context, member.value, depth + 1) : given;
  }
  const ref = { ...bound.value.ref, path: [...bound.value.ref.path, ...rest] };
  return unbound(context, { file: bound.file, value: { kind: "ref", ref, at: bound.value.at } }, depth + 1);
}

/** The table, column or derived table a value is; null for any other. */
export function meant(context: DrizzleContext, given: FileValue): Meant | null {
  const { value, file } = unbound(context, given);
  const at = given.value.kind === "ref" ? place(given.file, given.value.at) : null;
  if (value.kind === "call") {
    const call = callOf(context.program, { file, value });
    return call && madeBy(context, call, [], null);
  }
  if (value.kind !== "ref") return null;
  const { root, path } = value.ref;
  if (root.kind === "parameter") {
    const bound = context.bound.get(parameterKey(file, root.function, root.index));
    if (bound && "entity" in bound) return inTable(bound.entity, bound.alias, [...root.path, ...path], at);
  }
  const origin = context.program.originOfRef(file, value.ref);
  return origin.kind === "result" ? madeBy(context, origin.call, origin.path, at) : null;
}

function madeBy(context: DrizzleContext, call: Call, path: readonly string[], at: TextPlace | null): Meant | null {
  const entity = context.tables.entityOf(call);
  if (entity) return inTable(entity, null, path, at);
  const { callee } = call.record;
  if (callee.path.length === 0) {
    if (!/\.(?:alias|aliasedTable)$/.test(context.program.signatureOf(call) ?? "")) return null;
    const of = context.program.argument(call, 0);
    const table = of && meant(context, of);
    const alias = textOf(context.program, context.program.argument(call, 1));
    return table?.is === "table" && alias !== null ? inTable(table.entity, alias, path, at) : null;
  }
  if (methodOf(call) !== "as") return null;
  // `db.$with("recent").as(query)` and `query.as("recent")`.
  const maker = callee.root.kind === "call" ? context.program.tables.get(call.file)?.calls[callee.root.index] : null;
  const named =
    maker && methodOf(maker) === "$with" ? context.program.argument(maker, 0) : context.program.argument(call, 0);
  const alias = textOf(context.program, named);
  return alias === null ? null : { is: "derived", call, alias, path };
}

function inTable(entity: Entity, alias: string | null, path: readonly string[], at: TextPlace | null): Meant | null {
  const [property, ...rest] = path;
  if (property === undefined) return { is: "table", entity, alias };
  const name = entity.columns.find((column) => column.property === property)?.name;
  if (!name || rest.length > 0) return null;
  return { is: "column", column: { qualifier: alias ?? entity.table?.name ?? null, name }, at: at ?? entity.at };
}
