import type { ValueFact } from "../../../../facts/calls.ts";
import type { Entity, EntityRelation } from "../../../../facts/entities.ts";
import type { ColumnName, Predicate } from "../../../../facts/queries.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { isReassigned, membersOf, type MemberValue } from "../../values.ts";
import { constantOf } from "../constants.ts";
import { type BlockDraft, predicate, type QueryDraft, use } from "../draft.ts";
import { isUndefined, mayBeUndefined } from "../undefined.ts";
import type { PrismaModels } from "./models.ts";

export interface PrismaContext {
  readonly program: CallProgram;
  readonly models: PrismaModels;
}

interface Where {
  readonly entity: Entity;
  readonly draft: QueryDraft;
  readonly block: BlockDraft;
  readonly must: Predicate["must"];
}

const OPERATORS: Readonly<Record<string, Predicate["operator"]>> = {
  equals: "=",
  not: "<>",
  in: "in",
  notIn: "not in",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
  contains: "like",
  startsWith: "like",
  endsWith: "like",
  has: "@>",
  hasEvery: "@>",
  hasSome: "other",
  isEmpty: "other",
  search: "other",
};

/** Adds what a `where` compares to a block. */
export function readWhere(context: PrismaContext, given: FileValue, where: Where, depth = 0): void {
  const members = membersOf(context.program, given);
  if (!members || members.open || depth > 8 || isReassigned(context.program, given)) where.draft.complete = false;
  for (const member of depth > 8 ? [] : (members?.members ?? [])) readMember(context, member, where, depth);
}

function readMember(context: PrismaContext, member: MemberValue, where: Where, depth: number): void {
  const { key, value } = member;
  const { entity, draft } = where;
  if (isUndefined(value.value)) return;
  if (mayBeUndefined(value.value)) {
    draft.complete = false;
    return;
  }
  if (key === "AND" || key === "OR" || key === "NOT") return readConnective(context, key, value, where, depth);
  const column = entity.columns.find(({ property }) => property === key);
  if (column) {
    if (column.name === null) draft.complete = false;
    else readColumn(context, { qualifier: qualifierOf(entity), name: column.name }, member, where);
    return;
  }
  const relation = entity.relations.find(({ property }) => property === key);
  if (relation) return readRelation(context, relation, member, where, depth);
  // `userId_teamId: { userId, teamId }`: the name of a key of several columns.
  const parts = membersOf(context.program, value);
  if (parts && parts.members.every((part) => entity.columns.some(({ property }) => property === part.key)))
    readWhere(context, value, where, depth + 1);
  else draft.complete = false;
}

function readConnective(context: PrismaContext, key: string, given: FileValue, where: Where, depth: number): void {
  const { file, value } = context.program.valueOf(given);
  const items = value.kind === "array" ? value.items : [value];
  if ((value.kind === "array" && value.open) || isReassigned(context.program, given)) where.draft.complete = false;
  const several = items.length > 1 || (value.kind === "array" && value.open);
  const must = key === "NOT" ? "not" : key === "OR" && several && where.must === "all" ? "some" : where.must;
  for (const item of items)
    if (mayBeUndefined(item)) where.draft.complete = false;
    else readWhere(context, { file, value: item }, { ...where, must }, depth + 1);
}

function readColumn(context: PrismaContext, column: ColumnName, { value, at }: MemberValue, where: Where): void {
  const { draft, block, must } = where;
  use(block, column, "filter", at);
  const known = context.program.valueOf(value);
  const common = { column, must, on: "where" as const, at };
  if (known.value.kind === "literal" && known.value.value === null) {
    block.predicates.push(predicate({ ...common, operator: "is null", against: "nothing" }));
    return;
  }
  if (known.value.kind !== "object") {
    if (mayBeFilter(known.value)) {
      draft.complete = false;
      block.predicates.push(predicate({ ...common, operator: "other", against: "expression" }));
      return;
    }
    const constant = constantOf(context.program, known);
    block.predicates.push(
      predicate({ ...common, operator: "=", against: "value", ...(constant !== undefined && { constant }) }),
    );
    return;
  }
  const operators = membersOf(context.program, known);
  if (!operators || operators.open) draft.complete = false;
  const insensitive = operators?.members.some(
    ({ key, value: mode }) => key === "mode" && constantOf(context.program, mode) === "insensitive",
  );
  for (const each of operators?.members ?? []) {
    if (each.key === "mode" || isUndefined(each.value.value)) continue;
    if (mayBeUndefined(each.value.value)) draft.complete = false;
    else block.predicates.push(comparison(context, { ...common, at: each.at }, each, insensitive === true, draft));
  }
}

function comparison(
  context: PrismaContext,
  common: Pick<Predicate, "must" | "on" | "at"> & { readonly column: ColumnName },
  { key, value }: MemberValue,
  insensitive: boolean,
  draft: QueryDraft,
): Predicate {
  const known = context.program.valueOf(value);
  if (known.value.kind === "literal" && known.value.value === null)
    return predicate({ ...common, operator: key === "not" ? "is not null" : "is null", against: "nothing" });
  if (key === "not" && known.value.kind === "object") {
    const [inner, ...more] = membersOf(context.program, known)?.members ?? [];
    if (inner && more.length === 0) return comparison(context, { ...common, must: "not" }, inner, insensitive, draft);
  }
  const operator = OPERATORS[key] ?? "other";
  if (operator === "other" && !(key in OPERATORS)) draft.complete = false;
  if (operator === "like")
    return predicate({
      ...common,
      operator: insensitive ? "ilike" : "like",
      against: "value",
      wildcard: key === "startsWith" ? "later" : "leading",
    });
  const constant = operator === "in" || operator === "not in" ? undefined : constantOf(context.program, known);
  // Without regard to case, equality is ILIKE as well.
  const written = insensitive && operator === "=" ? "ilike" : operator;
  return predicate({ ...common, operator: written, against: "value", ...(constant !== undefined && { constant }) });
}

/** `posts: { some: { … } }`, `author: { name }`: a query of the other table. */
function readRelation(
  context: PrismaContext,
  relation: EntityRelation,
  { value, at }: MemberValue,
  where: Where,
  depth: number,
): void {
  const { entity, draft, block, must } = where;
  const target = context.models.named(relation.target, entity);
  const known = context.program.valueOf(value);
  if (known.value.kind === "literal" && known.value.value === null && relation.owner) {
    for (const name of relation.from) {
      const column = { qualifier: qualifierOf(entity), name };
      use(block, column, "filter", at);
      block.predicates.push(predicate({ column, operator: "is null", against: "nothing", must, on: "where", at }));
    }
    return;
  }
  const members = membersOf(context.program, known);
  if (!target || !members) {
    draft.complete = false;
    return;
  }
  const quantified = members.members.filter(({ key }) => /^(?:some|every|none|is|isNot)$/.test(key));
  const asked = quantified.length > 0 ? quantified : [{ key: "is", value: known, at }];
  for (const { key, value: inner, at: place } of asked) {
    if (isUndefined(inner.value)) continue;
    const sub = draft.block("select", place, "expression", draft.indexOf(block));
    draft.source(sub, target, "from", place);
    joinRelation(entity, relation, target, sub, block, place);
    const negated = key === "none" || key === "isNot" || key === "every";
    for (const name of relation.from) {
      const column = { qualifier: qualifierOf(entity), name };
      block.predicates.push(
        predicate({ column, operator: negated ? "not in" : "in", against: "block", must, on: "where", at: place }),
      );
    }
    if (key === "isNot" && inner.value.kind === "literal") continue;
    const innerMust = key === "every" ? "not" : "all";
    readWhere(context, inner, { entity: target, draft, block: sub, must: innerMust }, depth + 1);
  }
}

/** What joins the block of a relation to the one around it. */
export function joinRelation(
  entity: Entity,
  relation: EntityRelation,
  target: Entity,
  block: BlockDraft,
  parent: BlockDraft,
  at: Predicate["at"],
): void {
  block.filtered = true;
  if (relation.through) {
    block.sources.push({
      kind: "table",
      schema: entity.table?.schema ?? null,
      name: relation.through.table,
      alias: relation.through.table,
      block: -1,
      renamed: null,
      join: "inner",
      at,
    });
    return;
  }
  for (const [index, name] of relation.to.entries()) {
    const column = { qualifier: qualifierOf(target), name };
    const other = { qualifier: qualifierOf(entity), name: relation.from[index] ?? "" };
    use(block, column, "join", at);
    use(parent, other, "join", at);
    block.predicates.push(predicate({ column, operator: "=", against: "column", other, must: "all", on: "where", at }));
  }
}

export function qualifierOf(entity: Entity): string | null {
  return entity.table?.name ?? null;
}

/** A value of unknown shape whose name says that it is more than a value. */
function mayBeFilter(value: ValueFact): boolean {
  if (value.kind === "choice") return value.options.some((option) => option.kind === "object" || mayBeFilter(option));
  if (value.kind !== "ref") return false;
  const name = value.ref.path.at(-1) ?? ("local" in value.ref.root ? value.ref.root.local : "");
  return /filter|where|range|condition|between/i.test(name);
}
