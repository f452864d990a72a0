import type { Entity } from "../../../../facts/entities.ts";
import type { WrittenColumn } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import { membersOf, type MemberValue, rowsOf } from "../../values.ts";
import { writtenValue } from "../constants.ts";
import type { BlockDraft, QueryDraft } from "../draft.ts";
import { isUndefined, mayBeUndefined } from "../undefined.ts";
import { type PrismaContext } from "./where.ts";

/** Reads `data` into the columns a block writes; of several rows, the columns any of them gives. */
export function readData(
  context: PrismaContext,
  given: FileValue | null,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
  at: TextPlace,
  linked: readonly string[] = [],
): void {
  const known = given && rowsOf(context.program, given);
  if (!known || known.open) draft.complete = false;
  const written = new Map<string, WrittenColumn>();
  for (const name of linked) written.set(name, { name, value: "other", at });
  let whole = known !== null && !known.open;
  for (const item of known?.rows ?? []) {
    const row = membersOf(context.program, item);
    if (!row || row.open) draft.complete = whole = false;
    for (const member of row?.members ?? [])
      for (const column of writtenBy(context, member, entity, draft)) {
        const before = written.get(column.name);
        written.set(column.name, before && before.value !== column.value ? { ...column, value: "other" } : column);
      }
  }
  for (const column of filledIn(entity, block.kind))
    if (!written.has(column)) written.set(column, { name: column, value: "other", at });
  // Of rows that are not all known, the list is not known either.
  block.written = whole || block.kind !== "insert" ? [...written.values()] : null;
  for (const { name, at: place } of written.values())
    block.columns.push({ qualifier: null, name, use: "write", at: place });
}

/** What Prisma writes by itself: its own defaults into a new row, and `@updatedAt` always. */
function filledIn(entity: Entity, kind: BlockDraft["kind"]): readonly string[] {
  if (kind !== "insert") return [];
  return entity.columns.flatMap(({ name, filled }) => (filled === "library" && name !== null ? [name] : []));
}

function writtenBy(
  context: PrismaContext,
  { key, value, at }: MemberValue,
  entity: Entity,
  draft: QueryDraft,
): readonly WrittenColumn[] {
  if (isUndefined(value.value)) return [];
  const column = entity.columns.find(({ property }) => property === key);
  if (column) {
    if (column.name === null || mayBeUndefined(value.value)) {
      draft.complete = false;
      return [];
    }
    return [{ name: column.name, value: writtenValue(value.value), at }];
  }
  const relation = entity.relations.find(({ property }) => property === key);
  const target = relation && context.models.named(relation.target, entity);
  const asked = relation ? membersOf(context.program, value) : null;
  if (!relation || !target || !asked || asked.open) {
    draft.complete = false;
    return [];
  }
  for (const each of asked.members) readNested(context, each, target, draft, relation.owner ? [] : relation.to);
  return relation.owner ? relation.from.map((name): WrittenColumn => ({ name, value: "other", at })) : [];
}

/** `posts: { create: [ … ] }`: rows of the other table, by a statement of their own. */
function readNested(
  context: PrismaContext,
  { key, value, at }: MemberValue,
  target: Entity,
  draft: QueryDraft,
  linked: readonly string[],
): void {
  if (key === "connect" || isUndefined(value.value)) return;
  const data =
    key === "create"
      ? value
      : key === "createMany" || key === "connectOrCreate"
        ? memberOrNull(context, value, key === "createMany" ? "data" : "create")
        : null;
  if (!data) {
    draft.complete = false;
    return;
  }
  const block = draft.block("insert", at);
  draft.source(block, target, "target", at);
  readData(context, data, target, draft, block, at, linked);
}

function memberOrNull(context: PrismaContext, value: FileValue, key: string): FileValue | null {
  const member = context.program.memberOf(value, [key]);
  return member.is === "value" ? member.value : null;
}
