import type { Entity, EntityColumn } from "../../../../facts/entities.ts";
import type { QueryBlock } from "../../../../facts/queries.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import { membersOf } from "../../values.ts";
import { boundOf } from "../constants.ts";
import { type BlockDraft, predicate, type QueryDraft, use } from "../draft.ts";
import { type DrizzleContext, parameterKey, unbound } from "./context.ts";
import { readCondition, readOrderKey } from "./select.ts";

/** `db.query.users.findMany({ where, with, columns, orderBy, limit })`. */
export function readRelational(context: DrizzleContext, call: Call, entity: Entity, draft: QueryDraft): void {
  const block = draft.block("select", call.at);
  draft.source(block, entity, "from", call.nameAt);
  const options = context.program.argument(call, 0);
  if (options) readOptions(context, options, entity, draft, block, call.nameAt);
  else draft.allColumns(block, entity, entity.table?.name ?? null, "read", call.nameAt);
  if (call.record.callee.path.at(-1) === "findFirst") block.limit = { value: 1, at: call.nameAt };
}

function readOptions(
  context: DrizzleContext,
  given: FileValue,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
  at: TextPlace,
  depth = 0,
): void {
  const { program } = context;
  const options = membersOf(program, unbound(context, given));
  const asked = options?.members.find(({ key }) => key === "columns");
  if (!options || options.open) draft.complete = false;
  readColumns(context, asked?.value ?? null, entity, draft, block, asked?.at ?? at);
  for (const { key, value, at: place } of options?.members ?? []) {
    if (key === "where") {
      block.filtered = true;
      const inner = calledWith(context, value, entity);
      readCondition(inner.context, inner.value, { draft, block, on: "where", must: "all" });
    } else if (key === "orderBy") {
      const inner = calledWith(context, value, entity);
      const keys = program.valueOf(inner.value);
      if (keys.value.kind === "array") {
        if (keys.value.open) draft.complete = false;
        for (const item of keys.value.items)
          readOrderKey(inner.context, { file: keys.file, value: item }, draft, block, place);
      } else readOrderKey(inner.context, inner.value, draft, block, place);
    } else if (key === "limit") block.limit = boundOf(program, unbound(context, value), place);
    else if (key === "offset") block.offset = boundOf(program, unbound(context, value), place);
    else if (key === "with") readWith(context, value, entity, draft, block, depth);
    else if (key === "extras") draft.complete = false;
  }
}

/** `where: (users, { eq }) => eq(users.id, id)`: what it gives, its first parameter being the table. */
function calledWith(context: DrizzleContext, given: FileValue, entity: Entity) {
  const known = context.program.valueOf(unbound(context, given));
  if (known.value.kind !== "function") return { context, value: given };
  const index = known.value.function;
  const [only] = context.program.tables.get(known.file)?.functions[index]?.record.returns ?? [];
  if (!only) return { context, value: given };
  const bound = new Map(context.bound);
  bound.set(parameterKey(known.file, index, 0), { entity, alias: null });
  return { context: { ...context, bound }, value: { file: known.file, value: only } };
}

/** `columns: { id: true }` names what is read; with `false` alone, all the others are. */
function readColumns(
  context: DrizzleContext,
  given: FileValue | null,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
  at: TextPlace,
): void {
  const members = given && membersOf(context.program, unbound(context, given));
  if (given && (!members || members.open)) draft.complete = false;
  const said = new Map((members?.members ?? []).map((member) => [member.key, member]));
  const isOn = (column: EntityColumn) => isLiteral(said.get(column.property)?.value, true);
  const isOff = (column: EntityColumn) => isLiteral(said.get(column.property)?.value, false);
  const onlySome = entity.columns.some(isOn);
  const chosen = entity.columns.filter((column) => (onlySome ? isOn(column) : !isOff(column)));
  for (const column of chosen)
    draft.allColumns(block, entity, entity.table?.name ?? null, "read", said.get(column.property)?.at ?? at, [column]);
}

function isLiteral(given: FileValue | undefined, is: boolean): boolean {
  return given?.value.kind === "literal" && given.value.value === is;
}

/** Each relation asked for is a lateral query of its own. */
function readWith(
  context: DrizzleContext,
  given: FileValue,
  entity: Entity,
  draft: QueryDraft,
  parent: BlockDraft,
  depth: number,
): void {
  const asked = membersOf(context.program, unbound(context, given));
  if (!asked || asked.open || depth > 4) draft.complete = false;
  for (const { key, value, at } of depth > 4 ? [] : (asked?.members ?? [])) {
    if (isLiteral(value, false)) continue;
    const relation = entity.relations.find(({ property }) => property === key);
    const target = relation && context.tables.named(relation.target);
    if (!relation || !target || relation.from.length === 0) {
      draft.complete = false;
      continue;
    }
    const block = draft.block("select", at, "lateral" satisfies QueryBlock["role"], draft.indexOf(parent));
    draft.source(block, target, "from", at);
    parent.sources.push({
      kind: "block",
      schema: null,
      name: null,
      alias: key,
      block: draft.indexOf(block),
      renamed: null,
      join: "left",
      at,
    });
    joined(entity, target, relation.from, relation.to, block, at);
    if (!relation.many) block.limit = { value: 1, at };
    if (isLiteral(value, true)) draft.allColumns(block, target, target.table?.name ?? null, "read", at);
    else readOptions(context, value, target, draft, block, at, depth + 1);
  }
}

function joined(
  entity: Entity,
  target: Entity,
  from: readonly string[],
  to: readonly string[],
  block: BlockDraft,
  at: TextPlace,
): void {
  block.filtered = true;
  for (const [index, name] of to.entries()) {
    const column = { qualifier: target.table?.name ?? null, name };
    const other = { qualifier: entity.table?.name ?? null, name: from[index] ?? "" };
    use(block, column, "join", at);
    use(block, other, "join", at);
    block.predicates.push(predicate({ column, operator: "=", against: "column", other, must: "all", on: "where", at }));
  }
}
