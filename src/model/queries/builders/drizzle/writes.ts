import type { Entity } from "../../../../facts/entities.ts";
import type { WrittenColumn } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import { membersOf, type MemberValue, rowsOf } from "../../values.ts";
import { methodOf } from "../chains.ts";
import { writtenValue } from "../constants.ts";
import { type BlockDraft, type QueryDraft, use } from "../draft.ts";
import { type DrizzleContext, meant, unbound } from "./context.ts";
import { GOES_ON, placeOfArgument, readCondition, readFields, readSelect, readSource, selectOf } from "./select.ts";

/** `db.insert(users).values(…)`, `db.update(users).set(…)`, `db.delete(users)`. */
export function readWrite(
  context: DrizzleContext,
  first: Call,
  rest: readonly Call[],
  kind: "insert" | "update" | "delete",
  entity: Entity,
  draft: QueryDraft,
): void {
  const block = draft.block(kind, (rest.at(-1) ?? first).at);
  if (context.chains.goesOn(rest.at(-1) ?? first, GOES_ON)) draft.complete = false;
  draft.source(block, entity, "target", placeOfArgument(first, 0));
  for (const call of rest) readStep(context, call, draft, block, entity);
}

function readStep(context: DrizzleContext, call: Call, draft: QueryDraft, block: BlockDraft, entity: Entity): void {
  const given = context.program.argument(call, 0);
  switch (methodOf(call)) {
    case "values":
      return readValues(context, given, call.nameAt, draft, block, entity);
    case "set":
      block.written = given ? assigned(context, given, entity, draft, block) : [];
      return;
    case "select": {
      const chain = given && selectOf(context, given);
      if (chain) readSelect(context, chain, draft, "source", draft.indexOf(block));
      else draft.complete = false;
      return;
    }
    case "from":
      if (!given || !readSource(context, given, draft, block, "from", placeOfArgument(call, 0))) draft.complete = false;
      return;
    case "where":
      block.filtered = true;
      if (given) readCondition(context, given, { draft, block, on: "where", must: "all" });
      return;
    case "returning":
      if (given) readFields(context, call, given, draft, block, "return");
      else draft.allColumns(block, entity, null, "return", call.nameAt);
      return;
    case "onConflictDoNothing":
    case "onConflictDoUpdate":
      if (given) readConflict(context, given, draft, block, entity);
      return;
    default:
  }
}

/** Drizzle names every column of the table, and writes DEFAULT for those that are not given. */
function readValues(
  context: DrizzleContext,
  given: FileValue | null,
  at: TextPlace,
  draft: QueryDraft,
  block: BlockDraft,
  entity: Entity,
): void {
  const rows = given ? givenRows(context, given) : null;
  // Which columns are written is known without the rows: all of them.
  if (!entity.complete) draft.complete = false;
  block.single = given !== null && context.program.valueOf(unbound(context, given)).value.kind === "object";
  const written: WrittenColumn[] = [];
  for (const { property, name, filled } of entity.columns) {
    if (name === null) {
      draft.complete = false;
      continue;
    }
    const absent = filled === "library" ? "other" : "default";
    const members = (rows ?? []).map((row) => row.get(property));
    const found = members.find((member) => member !== undefined);
    const kinds = new Set(members.map((member) => (member ? writtenValue(member.value.value) : absent)));
    const [only = "other"] = kinds;
    written.push({ name, value: kinds.size === 1 ? only : "other", at: found?.at ?? at });
    block.columns.push({ qualifier: null, name, use: "write", at: found?.at ?? at });
  }
  block.written = written;
}

/** The members of each row; null where they are not all known. */
function givenRows(context: DrizzleContext, given: FileValue): readonly ReadonlyMap<string, MemberValue>[] | null {
  const { rows, open } = rowsOf(context.program, unbound(context, given));
  const known = rows.map((row) => membersOf(context.program, row));
  return !open && known.length > 0 && known.every((row) => row !== null && !row.open)
    ? known.map((row) => new Map((row?.members ?? []).map((member) => [member.key, member])))
    : null;
}

function assigned(
  context: DrizzleContext,
  given: FileValue,
  entity: Entity,
  draft: QueryDraft,
  block: BlockDraft,
): readonly WrittenColumn[] {
  const members = membersOf(context.program, unbound(context, given));
  if (!members || members.open) draft.complete = false;
  return (members?.members ?? []).flatMap(({ key, value, at }) => {
    const column = entity.columns.find(({ property }) => property === key);
    if (!column?.name) return [];
    block.columns.push({ qualifier: null, name: column.name, use: "write", at });
    return [{ name: column.name, value: writtenValue(value.value), at }];
  });
}

function readConflict(
  context: DrizzleContext,
  options: FileValue,
  draft: QueryDraft,
  block: BlockDraft,
  entity: Entity,
): void {
  const target = context.program.memberOf(options, ["target"]);
  if (target.is === "value") {
    const { file, value } = target.value;
    const items = value.kind === "array" ? value.items : [value];
    const names: string[] = [];
    for (const item of items) {
      const found = meant(context, { file, value: item });
      if (found?.is !== "column") draft.complete = false;
      else {
        names.push(found.column.name);
        use(block, { qualifier: null, name: found.column.name }, "conflict", found.at);
      }
    }
    if (names.length === items.length) block.conflict = names;
  } else if (target.is === "unknown") draft.complete = false;
  const set = context.program.memberOf(options, ["set"]);
  if (set.is === "value") assigned(context, set.value, entity, draft, block);
  for (const key of ["where", "setWhere", "targetWhere"])
    if (context.program.memberOf(options, [key]).is !== "absent") draft.complete = false;
}
