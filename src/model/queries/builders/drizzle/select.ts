import type { ValueFact } from "../../../../facts/calls.ts";
import type { QueryBlock, QuerySource } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import { callOf, chainOf, membersOf, place } from "../../values.ts";
import { methodOf } from "../chains.ts";
import { boundOf } from "../constants.ts";
import { type BlockDraft, type QueryDraft, use } from "../draft.ts";
import { columnsIn, createConditions, isSql, type ReadCondition, templateOf } from "./conditions.ts";
import { type DrizzleContext, meant, unbound } from "./context.ts";

const JOINS: Readonly<Record<string, QuerySource["join"]>> = {
  from: "from",
  innerJoin: "inner",
  leftJoin: "left",
  rightJoin: "right",
  fullJoin: "full",
  crossJoin: "cross",
  innerJoinLateral: "inner",
  leftJoinLateral: "left",
  crossJoinLateral: "cross",
};
const SETS = /^(?:union|unionAll|intersect|intersectAll|except|exceptAll)$/;
const AGGREGATES = /^(?:count|countDistinct|sum|sumDistinct|avg|avgDistinct|min|max)$/;
/** What may still be said of a query that is held by a name. */
export const GOES_ON =
  /^(?:where|having|orderBy|limit|offset|groupBy|returning|set|values|\$dynamic|from|for|onConflict\w+|\w+Join|union\w*|intersect\w*|except\w*)$/;

/** Where a SELECT begins: the call of `select`, and all that is called of it. */
export interface SelectChain {
  readonly first: Call;
  readonly rest: readonly Call[];
}

export const readCondition: ReadCondition = createConditions(readInner).read;

/** The chain a SELECT is, where a value is one: `db.select().from(users)`, also behind a name. */
export function selectOf(context: DrizzleContext, given: FileValue): SelectChain | null {
  const value = context.program.valueOf(unbound(context, given));
  const last = callOf(context.program, value);
  if (!last) return null;
  const chain = chainOf(context.program, last);
  const at = chain.findIndex((call) => /^select(?:Distinct|DistinctOn)?$/.test(methodOf(call)));
  const first = chain[at];
  return first && chain.slice(at + 1).some((call) => methodOf(call) === "from")
    ? { first, rest: chain.slice(at + 1) }
    : null;
}

function readInner(context: DrizzleContext, value: FileValue, draft: QueryDraft, parent: BlockDraft): boolean {
  const chain = selectOf(context, value);
  if (!chain) return false;
  readSelect(context, chain, draft, "expression", draft.indexOf(parent));
  return true;
}

export function readSelect(
  context: DrizzleContext,
  { first, rest }: SelectChain,
  draft: QueryDraft,
  role: QueryBlock["role"],
  parent: number,
): BlockDraft {
  const block = draft.block("select", (rest.at(-1) ?? first).at, role, parent);
  if (context.chains.goesOn(rest.at(-1) ?? first, GOES_ON)) draft.complete = false;
  if (methodOf(first) !== "select") block.grouped = true;
  for (const call of rest) readStep(context, call, draft, block);
  readFields(
    context,
    first,
    context.program.argument(first, methodOf(first) === "selectDistinctOn" ? 1 : 0),
    draft,
    block,
    "read",
  );
  return block;
}

function readStep(context: DrizzleContext, call: Call, draft: QueryDraft, block: BlockDraft): void {
  const method = methodOf(call);
  const first = context.program.argument(call, 0);
  const join = JOINS[method];
  if (join) {
    if (!first || !readSource(context, first, draft, block, join, placeOfArgument(call, 0))) draft.complete = false;
    const on = join === "from" ? null : context.program.argument(call, 1);
    if (on) readCondition(context, on, { draft, block, on: "join", must: "all" });
  } else if (method === "where" || method === "having") {
    if (method === "where") block.filtered = true;
    if (first) readCondition(context, first, { draft, block, on: method, must: "all" });
  } else if (method === "orderBy") readOrder(context, call, draft, block);
  else if (method === "groupBy") {
    block.grouped = true;
    if (call.record.spread) draft.complete = false;
    for (const argument of call.record.arguments) {
      const value = { file: call.file, value: argument };
      const found = meant(context, value);
      if (found?.is === "column") use(block, found.column, "group", found.at);
      else if (!isSql(context, value)) draft.complete = false;
      else for (const each of columnsIn(context, value)) use(block, each.column, "group", each.at);
    }
  } else if (method === "limit" && first) block.limit = boundOf(context.program, unbound(context, first), call.nameAt);
  else if (method === "offset" && first) block.offset = boundOf(context.program, unbound(context, first), call.nameAt);
  else if (method === "$dynamic") draft.complete = false;
  else if (SETS.test(method)) {
    const inner = first && selectOf(context, first);
    if (inner) readSelect(context, inner, draft, "side", draft.indexOf(block));
    else draft.complete = false;
  }
}

/** Adds a table, or a query that stands for one. */
export function readSource(
  context: DrizzleContext,
  given: FileValue,
  draft: QueryDraft,
  block: BlockDraft,
  join: QuerySource["join"],
  at: TextPlace,
): boolean {
  const found = meant(context, given);
  if (found?.is === "table") {
    draft.source(block, found.entity, join, at, found.alias);
    return true;
  }
  const source: QuerySource = {
    kind: "other",
    schema: null,
    name: null,
    alias: null,
    block: -1,
    renamed: null,
    join,
    at,
  };
  if (found?.is === "derived") {
    const given = found.call.record.callee.root.kind === "call" ? chainBefore(context, found.call) : null;
    const last = given ?? context.program.argument(found.call, 0);
    const chain = last && selectOf(context, last);
    if (chain) {
      const role = given && selectOf(context, given) ? "derived" : "cte";
      const inner = readSelect(context, chain, draft, role, draft.indexOf(block));
      block.sources.push({ ...source, kind: "block", alias: found.alias, block: draft.indexOf(inner) });
      return true;
    }
  }
  block.sources.push(source);
  return false;
}

/** What `.as("x")` is called of, where that is a SELECT. */
function chainBefore(context: DrizzleContext, call: Call): FileValue | null {
  const { root } = call.record.callee;
  if (root.kind !== "call") return null;
  const value: FileValue = { file: call.file, value: { kind: "call", call: root.index } };
  return selectOf(context, value) ? value : null;
}

function readOrder(context: DrizzleContext, call: Call, draft: QueryDraft, block: BlockDraft): void {
  if (call.record.spread) draft.complete = false;
  for (const argument of call.record.arguments)
    readOrderKey(context, { file: call.file, value: argument }, draft, block, call.nameAt);
}

export function readOrderKey(
  context: DrizzleContext,
  given: FileValue,
  draft: QueryDraft,
  block: BlockDraft,
  around: TextPlace,
): void {
  const value = unbound(context, given);
  const call = callOf(context.program, value);
  const direction = call ? directionOf(call) : null;
  const operand = call && direction !== null ? context.program.argument(call, 0) : value;
  const found = operand && meant(context, operand);
  const key = { expression: null, descending: direction === "desc", nulls: null };
  if (found?.is === "column") {
    use(block, found.column, "order", found.at);
    block.order.push({ ...key, column: found.column, at: found.at });
  } else if (operand && isSql(context, operand)) {
    const columns = columnsIn(context, operand);
    for (const each of columns) use(block, each.column, "order", each.at);
    block.order.push({ ...key, column: null, at: around });
    // Its text may name the direction, and more.
    draft.complete = false;
  } else draft.complete = false;
}

function directionOf({ record }: Call): "asc" | "desc" | null {
  const { root, path } = record.callee;
  const name =
    path.at(-1) ?? (root.kind === "import" ? root.local : root.kind === "parameter" ? root.path.at(-1) : undefined);
  return name === "asc" || name === "desc" ? name : null;
}

/** What a SELECT or RETURNING gives: every column of every source, or what an object names. */
export function readFields(
  context: DrizzleContext,
  call: Call,
  given: FileValue | null,
  draft: QueryDraft,
  block: BlockDraft,
  as: "read" | "return",
): void {
  if (!given) return readAll(context, call, draft, block, as);
  const fields = membersOf(context.program, unbound(context, given));
  if (!fields || fields.open) draft.complete = false;
  let aggregates = 0;
  for (const { value, at } of fields?.members ?? []) if (readField(context, value, at, draft, block, as)) aggregates++;
  const count = fields?.members.length ?? 0;
  block.single = as === "read" && count > 0 && aggregates === count && !block.grouped && fields?.open === false;
}

/** Gives whether it is an aggregate. */
function readField(
  context: DrizzleContext,
  given: FileValue,
  at: TextPlace,
  draft: QueryDraft,
  block: BlockDraft,
  as: "read" | "return",
): boolean {
  const found = meant(context, given);
  if (found?.is === "column") {
    use(block, found.column, as, found.at);
    output(block, found.column.name);
    return false;
  }
  if (found?.is === "table") {
    draft.allColumns(block, found.entity, found.alias ?? found.entity.table?.name ?? null, as, at);
    return false;
  }
  const value = context.program.valueOf(unbound(context, given));
  if (isSql(context, value)) {
    for (const each of columnsIn(context, value)) use(block, each.column, as, each.at);
    output(block, null);
    const template = templateOf(context, value);
    if (!template?.holes.every((hole) => meant(context, { file: value.file, value: hole })?.is === "column"))
      draft.complete = false;
    return /^\s*(?:count|sum|avg|min|max|coalesce\s*\(\s*(?:count|sum|avg|min|max)|bool_or|bool_and)\s*\(/i.test(
      template?.parts[0] ?? "",
    );
  }
  if (value.value.kind === "object") {
    for (const inner of membersOf(context.program, value)?.members ?? [])
      readField(context, inner.value, inner.at, draft, block, as);
    return false;
  }
  return readCalled(context, value, draft, block, as);
}

/** `count()`, `max(posts.createdAt)`, a query as a value, or something that is not known. */
function readCalled(
  context: DrizzleContext,
  value: FileValue,
  draft: QueryDraft,
  block: BlockDraft,
  as: "read" | "return",
): boolean {
  const call = callOf(context.program, value);
  const [first] = call ? chainOf(context.program, call) : [];
  const signature = first ? (context.program.signatureOf(first) ?? "") : "";
  const name = /^drizzle-orm(?:\/sql)?\.(\w+)$/.exec(signature)?.[1] ?? "";
  output(block, null);
  if (first && AGGREGATES.test(name)) {
    const operand = context.program.argument(first, 0);
    const found = operand && meant(context, operand);
    if (found?.is === "column") use(block, found.column, as, found.at);
    else if (operand && !isSql(context, operand)) draft.complete = false;
    return true;
  }
  if (!readInner(context, value, draft, block)) draft.complete = false;
  return false;
}

function readAll(
  context: DrizzleContext,
  call: Call,
  draft: QueryDraft,
  block: BlockDraft,
  as: "read" | "return",
): void {
  const chain = [call, ...context.chains.after(call)];
  for (const each of chain) {
    if (as === "read" && !JOINS[methodOf(each)]) continue;
    const value = context.program.argument(each, 0);
    const found = value && meant(context, value);
    if (found?.is === "table")
      draft.allColumns(block, found.entity, found.alias ?? found.entity.table?.name ?? null, as, call.nameAt);
    else if (as === "read") block.outputs = null;
  }
}

function output(block: BlockDraft, name: string | null): void {
  if (block.outputs) block.outputs = [...block.outputs, name];
}

/** Where an argument stands, if it says so; else the method's name. */
export function placeOfArgument(call: Call, index: number): TextPlace {
  const value: ValueFact | undefined = call.record.arguments[index];
  return value && "at" in value ? place(call.file, value.at) : call.nameAt;
}
