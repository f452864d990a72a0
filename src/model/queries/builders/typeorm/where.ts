import type { Predicate } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import type { TypeormEntity } from "../../entities/typeorm/tables.ts";
import { callOf, isReassigned, membersOf, type MemberValue } from "../../values.ts";
import { constantOf, wildcardOf } from "../constants.ts";
import { type BlockDraft, predicate, type QueryDraft, use } from "../draft.ts";
import { mayBeUndefined } from "../undefined.ts";

/** One table of a query while its options are read. */
export interface Place {
  readonly program: CallProgram;
  readonly draft: QueryDraft;
  readonly block: BlockDraft;
  readonly entity: TypeormEntity;
  /** Null in a statement that knows no alias. */
  readonly alias: string | null;
}

const OPERATORS: Readonly<Record<string, Predicate["operator"]>> = {
  Equal: "=",
  In: "in",
  LessThan: "<",
  LessThanOrEqual: "<=",
  MoreThan: ">",
  MoreThanOrEqual: ">=",
  Like: "like",
  ILike: "ilike",
  Between: "between",
  ArrayContains: "@>",
  IsNull: "is null",
};

/** Reads a `where`: an object, or several of which one must hold. */
export function readWhere(place: Place, given: FileValue, must: Predicate["must"] = "all"): void {
  const known = place.program.valueOf(given);
  if (isReassigned(place.program, given)) place.draft.complete = false;
  if (known.value.kind !== "array") return readObject(place, given, must, "");
  const { items, open } = known.value;
  if (open) place.draft.complete = false;
  const each = items.length > 1 || open ? (must === "all" ? "some" : must) : must;
  for (const item of items) readObject(place, { file: known.file, value: item }, each, "");
}

function readObject(place: Place, given: FileValue, must: Predicate["must"], path: string): void {
  const members = membersOf(place.program, given);
  if (!members || members.open || mayBeUndefined(given.value)) place.draft.complete = false;
  for (const member of members?.members ?? []) readMember(place, member, must, path);
}

function readMember(place: Place, member: MemberValue, must: Predicate["must"], path: string): void {
  const { entity, draft, program } = place;
  const { key, value, at } = member;
  const property = path + key;
  if (mayBeUndefined(value.value)) {
    draft.complete = false;
    return;
  }
  const relation = entity.relations.find((each) => each.property === property);
  const column = relation ? undefined : entity.columns.find((each) => each.property === property);
  if (column?.name) return compare(place, column.name, value, must, at);
  if (relation) {
    const target = entity.target(property);
    if (!target || !membersOf(program, value)) {
      draft.complete = false;
      return;
    }
    const joined = joinRelation(place, property, at);
    return joined ? readObject(joined, value, must, "") : undefined;
  }
  if (entity.columns.some((each) => each.property.startsWith(`${property}.`)))
    return readObject(place, value, must, `${property}.`);
  draft.complete = false;
}

/** Joins a relation, once; null where it is not known by what. */
export function joinRelation(place: Place, property: string, at: TextPlace): Place | null {
  const { entity, draft, block } = place;
  const relation = entity.relations.find((each) => each.property === property);
  const target = entity.target(property);
  const own = place.alias ?? entity.name;
  const alias = `${own}__${own}_${property.replaceAll(".", "_")}`;
  if (!relation || !target || place.alias === null || (relation.from.length === 0 && !relation.through)) {
    draft.complete = false;
    return null;
  }
  const joined: Place = { ...place, entity: target, alias };
  if (block.sources.some((source) => source.alias === alias)) return joined;
  if (relation.through) {
    // The names of the table between are known, and those of its keys; what it is joined by is left out.
    draft.complete = false;
    block.sources.push({
      kind: "table",
      schema: entity.table?.schema ?? null,
      name: relation.through.table,
      alias: `${own}_${alias}`,
      block: -1,
      renamed: null,
      join: "left",
      at,
    });
  }
  draft.source(block, target, "left", at, alias);
  for (const [index, name] of relation.to.entries()) {
    const column = { qualifier: alias, name };
    const other = { qualifier: own, name: relation.from[index] ?? "" };
    use(block, column, "join", at);
    use(block, other, "join", at);
    block.predicates.push(predicate({ column, operator: "=", against: "column", other, must: "all", on: "join", at }));
  }
  notDeleted(joined, "join", at);
  return joined;
}

/** What was deleted softly is left out. */
export function notDeleted({ block, entity, alias }: Place, on: "where" | "join", at: TextPlace): void {
  const name = entity.columns.find(({ role }) => role === "deleted")?.name;
  if (!name) return;
  const column = { qualifier: alias, name };
  if (on === "where") block.filtered = true;
  use(block, column, on === "join" ? "join" : "filter", at);
  block.predicates.push(predicate({ column, operator: "is null", against: "nothing", must: "all", on, at }));
}

function compare(place: Place, name: string, value: FileValue, must: Predicate["must"], at: TextPlace): void {
  const { program, block, draft, alias } = place;
  const column = { qualifier: alias, name };
  use(block, column, "filter", at);
  const known = value.value.kind === "call" ? value : program.valueOf(value);
  const call = callOf(program, known);
  const operator = call && operatorOf(program, call);
  const common = { column, must, on: "where" as const, at };
  if (call && operator) {
    block.predicates.push(comparison(place, common, call, operator));
    return;
  }
  // A null is refused, left out or compared, as the data source says; of what may be an operator nothing is known.
  const isValue =
    (known.value.kind === "literal" && known.value.value !== null) ||
    known.value.kind === "ref" ||
    known.value.kind === "template" ||
    (call !== null && call.record.form !== "tag");
  if (!isValue) draft.complete = false;
  const constant = constantOf(program, known);
  block.predicates.push(
    predicate({
      ...common,
      operator: isValue ? "=" : "other",
      against: "value",
      ...(constant !== undefined && { constant }),
    }),
  );
}

function operatorOf(program: CallProgram, call: Call): string | null {
  return /^typeorm(?:\/.*)?\.([A-Z]\w+)$/.exec(program.signatureOf(call) ?? "")?.[1] ?? null;
}

function comparison(
  place: Place,
  common: Pick<Predicate, "column" | "must" | "on" | "at">,
  call: Call,
  name: string,
): Predicate {
  const { program, draft } = place;
  const first = program.argument(call, 0);
  if (name === "Not" && first) {
    const inner = callOf(program, first);
    const operator = inner && operatorOf(program, inner);
    if (inner && operator) return comparison(place, { ...common, must: "not" }, inner, operator);
    const constant = constantOf(program, first);
    return predicate({ ...common, operator: "<>", against: "value", ...(constant !== undefined && { constant }) });
  }
  const operator = OPERATORS[name];
  if (!operator) draft.complete = false;
  if (!operator || operator === "is null")
    return predicate({ ...common, operator: operator ?? "other", against: operator ? "nothing" : "expression" });
  const constant = first && operator !== "in" && operator !== "between" ? constantOf(program, first) : undefined;
  const wildcard = first && operator.endsWith("like") ? wildcardOf(program, first) : undefined;
  return predicate({
    ...common,
    operator,
    against: "value",
    ...(constant !== undefined && { constant }),
    ...(wildcard !== undefined && { wildcard }),
  });
}
