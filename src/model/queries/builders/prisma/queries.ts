import type { Entity } from "../../../../facts/entities.ts";
import type { Query } from "../../../../facts/queries.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { membersOf, type MemberValue } from "../../values.ts";
import { methodOf } from "../chains.ts";
import { QueryDraft, use } from "../draft.ts";
import { prismaModels } from "./models.ts";
import { readOptions, readSelection } from "./select.ts";
import { type PrismaContext, qualifierOf, readWhere } from "./where.ts";
import { readData } from "./writes.ts";

const METHODS =
  /^(?:findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|findMany|count|aggregate|groupBy|create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;

/** The queries that code makes by a Prisma client, by file and place. */
export function* prismaQueries(program: CallProgram, entities: readonly Entity[]): Generator<Query> {
  if (!entities.some(({ source }) => source === "prisma")) return;
  const context: PrismaContext = { program, models: prismaModels(program, entities) };
  for (const call of program.calls()) {
    if (call.record.form !== "call" || !METHODS.test(methodOf(call))) continue;
    const entity = context.models.of(call);
    if (!entity) continue;
    const draft = new QueryDraft();
    readCall(context, call, entity, draft);
    yield draft.finish("prisma", call, call.at);
  }
}

function readCall(context: PrismaContext, call: Call, entity: Entity, draft: QueryDraft): void {
  const method = methodOf(call);
  const given = context.program.argument(call, 0);
  if (method === "upsert") return readUpsert(context, call, given, entity, draft);
  const written = /^(create|update|delete)/.exec(method)?.[1];
  if (written === undefined) return readSelect(context, call, given, entity, draft);
  const kind = written === "create" ? "insert" : (written as "update" | "delete");
  const block = draft.block(kind, call.at);
  draft.source(block, entity, "target", call.nameAt);
  block.single = method === "create";
  const options = optionsOf(context, given, draft);
  const where = options.get("where");
  if (where) {
    block.filtered = true;
    readWhere(context, where.value, { entity, draft, block, must: "all" });
  }
  if (kind !== "delete") readData(context, options.get("data")?.value ?? null, entity, draft, block, call.nameAt);
  if (!method.endsWith("Many")) readSelection(context, options, entity, draft, block, call.nameAt, "return");
}

function readSelect(
  context: PrismaContext,
  call: Call,
  given: FileValue | null,
  entity: Entity,
  draft: QueryDraft,
): void {
  const method = methodOf(call);
  const block = draft.block("select", call.at);
  draft.source(block, entity, "from", call.nameAt);
  if (method === "count" || method === "aggregate" || method === "groupBy") {
    const options = optionsOf(context, given, draft);
    block.outputs = [null];
    block.single = method !== "groupBy";
    block.grouped = method === "groupBy";
    const where = options.get("where");
    if (where) {
      block.filtered = true;
      readWhere(context, where.value, { entity, draft, block, must: "all" });
    }
    readAggregates(context, options, entity, draft, block);
    return;
  }
  readOptions(context, given, entity, draft, block, call.nameAt);
  if (method !== "findMany") block.limit = { value: 1, at: call.nameAt };
}

/** The columns of `by`, `_sum`, `_avg`, `_min`, `_max` and `_count`. */
function readAggregates(
  context: PrismaContext,
  options: ReadonlyMap<string, MemberValue>,
  entity: Entity,
  draft: QueryDraft,
  block: ReturnType<QueryDraft["block"]>,
): void {
  const named = (property: string, as: "read" | "group", at: MemberValue["at"]) => {
    const name = entity.columns.find((column) => column.property === property)?.name;
    if (name) use(block, { qualifier: qualifierOf(entity), name }, as, at);
  };
  for (const { key, value, at } of options.values()) {
    if (key === "by") {
      const { value: list } = context.program.valueOf(value);
      const items = list.kind === "array" ? list.items : [list];
      for (const item of items)
        if (item.kind === "literal" && typeof item.value === "string") named(item.value, "group", at);
        else draft.complete = false;
    } else if (/^_(?:sum|avg|min|max|count)$/.test(key))
      for (const member of membersOf(context.program, value)?.members ?? []) named(member.key, "read", member.at);
    else if (/^(?:having|orderBy|take|skip|cursor)$/.test(key)) draft.complete = false;
  }
}

/** An INSERT with what it conflicts on, and the UPDATE of the row that is there. */
function readUpsert(
  context: PrismaContext,
  call: Call,
  given: FileValue | null,
  entity: Entity,
  draft: QueryDraft,
): void {
  const options = optionsOf(context, given, draft);
  const insert = draft.block("insert", call.at);
  draft.source(insert, entity, "target", call.nameAt);
  insert.single = true;
  readData(context, options.get("create")?.value ?? null, entity, draft, insert, call.nameAt);
  readSelection(context, options, entity, draft, insert, call.nameAt, "return");
  const update = draft.block("update", call.at);
  draft.source(update, entity, "target", call.nameAt);
  update.filtered = true;
  const where = options.get("where");
  if (where) readWhere(context, where.value, { entity, draft, block: update, must: "all" });
  readData(context, options.get("update")?.value ?? null, entity, draft, update, call.nameAt);
  insert.conflict = update.predicates.flatMap(({ column, operator }) =>
    column && operator === "=" ? [column.name] : [],
  );
}

function optionsOf(
  context: PrismaContext,
  given: FileValue | null,
  draft: QueryDraft,
): ReadonlyMap<string, MemberValue> {
  const options = given && membersOf(context.program, given);
  if (given && (!options || options.open)) draft.complete = false;
  return new Map((options?.members ?? []).map((member) => [member.key, member]));
}
