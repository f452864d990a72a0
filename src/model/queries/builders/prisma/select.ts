import type { Entity, EntityRelation } from "../../../../facts/entities.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import { membersOf, type MemberValue } from "../../values.ts";
import { boundOf, constantOf } from "../constants.ts";
import { type BlockDraft, type QueryDraft, use } from "../draft.ts";
import { isUndefined, mayBeUndefined } from "../undefined.ts";
import { joinRelation, type PrismaContext, qualifierOf, readWhere } from "./where.ts";

const DEPTH = 5;

/** Reads `where`, `select`, `include`, `orderBy`, `take` and `skip` into a block. */
export function readOptions(
  context: PrismaContext,
  given: FileValue | null,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
  at: TextPlace,
  depth = 0,
): ReadonlyMap<string, MemberValue> {
  const options = given && membersOf(context.program, given);
  if (given && (!options || options.open)) draft.complete = false;
  const byKey = new Map((options?.members ?? []).map((member) => [member.key, member]));
  for (const { key, value, at: place } of byKey.values()) {
    if (isUndefined(value.value)) continue;
    if (key === "where") {
      block.filtered = true;
      if (mayBeUndefined(value.value)) draft.complete = false;
      else readWhere(context, value, { entity, draft, block, must: "all" });
    } else if (key === "orderBy") readOrder(context, value, entity, draft, block);
    else if (key === "take" || key === "skip") {
      const bound = boundOf(context.program, value, place);
      if (mayBeUndefined(value.value)) draft.complete = false;
      else if (key === "take") block.limit = bound.value === null ? bound : { ...bound, value: Math.abs(bound.value) };
      else block.offset = bound;
    } else if (key === "cursor") {
      const before = block.predicates.length;
      readWhere(context, value, { entity, draft, block, must: "all" });
      // It begins there, and is not held to it.
      block.predicates.length = before;
      draft.complete = false;
    } else if (key === "distinct") block.grouped = true;
  }
  readSelection(context, byKey, entity, draft, block, at, "read", depth);
  return byKey;
}

/** The columns and relations that are asked for: all columns without a `select`, less those of `omit`. */
export function readSelection(
  context: PrismaContext,
  options: ReadonlyMap<string, MemberValue>,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
  at: TextPlace,
  as: "read" | "return",
  depth = 0,
): void {
  const { program } = context;
  const select = options.get("select");
  const chosen = select && membersOf(program, select.value);
  if (select && (!chosen || chosen.open)) draft.complete = false;
  const omitted = options.get("omit");
  const left = new Set(omitted ? (membersOf(program, omitted.value)?.members ?? []).map(({ key }) => key) : []);
  if (select) {
    for (const { key, value, at: place } of chosen?.members ?? []) {
      const column = entity.columns.find(({ property }) => property === key);
      if (!column || constantOf(program, value) === false) continue;
      if (constantOf(program, value) !== true) draft.complete = false;
      else draft.allColumns(block, entity, qualifierOf(entity), as, place, [column]);
    }
  } else {
    const columns = entity.columns.filter(({ property }) => !left.has(property));
    draft.allColumns(block, entity, qualifierOf(entity), as, at, columns);
  }
  const include = options.get("include");
  const included = include && membersOf(program, include.value);
  if (include && (!included || included.open)) draft.complete = false;
  for (const member of [...(chosen?.members ?? []), ...(included?.members ?? [])])
    readRelated(context, member, entity, draft, block, depth);
}

/** A relation asked for is a query of its own, of the rows that belong to those of this one. */
function readRelated(
  context: PrismaContext,
  { key, value, at }: MemberValue,
  entity: Entity,
  draft: QueryDraft,
  parent: BlockDraft,
  depth: number,
): void {
  if (constantOf(context.program, value) === false || isUndefined(value.value)) return;
  if (key === "_count") return readCounts(context, value, entity, draft, parent);
  const relation = entity.relations.find(({ property }) => property === key);
  if (!relation) return;
  const target = context.models.named(relation.target, entity);
  const known = context.program.valueOf(value);
  if (!target || depth > DEPTH || (known.value.kind !== "object" && constantOf(context.program, known) !== true)) {
    draft.complete = false;
    return;
  }
  const block = relatedBlock(entity, relation, target, draft, parent, at, "lateral");
  if (!relation.many) block.limit = { value: 1, at };
  readOptions(context, known.value.kind === "object" ? known : null, target, draft, block, at, depth + 1);
}

function relatedBlock(
  entity: Entity,
  relation: EntityRelation,
  target: Entity,
  draft: QueryDraft,
  parent: BlockDraft,
  at: TextPlace,
  role: "lateral" | "expression",
): BlockDraft {
  const block = draft.block("select", at, role, draft.indexOf(parent));
  draft.source(block, target, "from", at);
  joinRelation(entity, relation, target, block, parent, at);
  if (role === "lateral")
    parent.sources.push({
      kind: "block",
      schema: null,
      name: null,
      alias: relation.property,
      block: draft.indexOf(block),
      renamed: null,
      join: "left",
      at,
    });
  return block;
}

/** `_count: { select: { posts: true } }`. */
function readCounts(
  context: PrismaContext,
  given: FileValue,
  entity: Entity,
  draft: QueryDraft,
  parent: BlockDraft,
): void {
  const select = context.program.memberOf(given, ["select"]);
  const counted = select.is === "value" ? membersOf(context.program, select.value) : null;
  if (!counted || counted.open) draft.complete = false;
  for (const { key, value, at } of counted?.members ?? []) {
    const relation = entity.relations.find(({ property }) => property === key);
    const target = relation && context.models.named(relation.target, entity);
    if (!relation || !target) {
      draft.complete = false;
      continue;
    }
    const block = relatedBlock(entity, relation, target, draft, parent, at, "expression");
    block.single = true;
    block.outputs = [null];
    const where = context.program.memberOf(value, ["where"]);
    if (where.is === "value") readWhere(context, where.value, { entity: target, draft, block, must: "all" });
  }
}

function readOrder(
  context: PrismaContext,
  given: FileValue,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
): void {
  const { file, value } = context.program.valueOf(given);
  const items = value.kind === "array" ? value.items : [value];
  if (value.kind === "array" && value.open) draft.complete = false;
  for (const item of items) {
    const keys = membersOf(context.program, { file, value: item });
    if (!keys || keys.open) draft.complete = false;
    for (const { key, value: direction, at } of keys?.members ?? []) {
      const column = entity.columns.find(({ property }) => property === key);
      const sort = sortOf(context, direction);
      if (!column?.name) {
        draft.complete = false;
        continue;
      }
      if (sort === null) draft.complete = false;
      const name = { qualifier: qualifierOf(entity), name: column.name };
      use(block, name, "order", at);
      block.order.push({ column: name, expression: null, descending: sort === "desc", nulls: null, at });
    }
  }
}

/** `"desc"` and `{ sort: "desc", nulls: "last" }`. */
function sortOf(context: PrismaContext, given: FileValue): string | null {
  const plain = constantOf(context.program, given);
  if (typeof plain === "string") return plain;
  const sort = context.program.memberOf(given, ["sort"]);
  const said = sort.is === "value" ? constantOf(context.program, sort.value) : undefined;
  return typeof said === "string" ? said : null;
}
