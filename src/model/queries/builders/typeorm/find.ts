import type { TextPlace } from "../../../../findings/place.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import { membersOf, type MemberValue, textOf } from "../../values.ts";
import { boundOf, constantOf } from "../constants.ts";
import { use } from "../draft.ts";
import { isUndefined, mayBeUndefined } from "../undefined.ts";
import { joinRelation, notDeleted, type Place, readWhere } from "./where.ts";

/** Reads `where`, `select`, `relations`, `order`, `take` and `skip` of a find. */
export function readFind(place: Place, given: FileValue | null, at: TextPlace): void {
  const { program, draft, block } = place;
  const options = given && membersOf(program, given);
  if (given && (!options || options.open || mayBeUndefined(given.value))) draft.complete = false;
  const byKey = new Map((options?.members ?? []).map((member) => [member.key, member]));
  const relations = byKey.get("relations");
  let eager = true;
  for (const { key, value, at: own } of byKey.values()) {
    if (isUndefined(value.value)) continue;
    if (mayBeUndefined(value.value)) draft.complete = false;
    else if (key === "where") readCriteria(place, value);
    else if (key === "order") readOrder(place, value);
    else if (key === "take" || key === "skip")
      block[key === "take" ? "limit" : "offset"] = boundOf(program, value, own);
    else if (key === "loadEagerRelations") eager = constantOf(program, value) !== false;
    // What they add is not told here.
    else if (!/^(?:select|relations|withDeleted|comment|cache|transaction)$/.test(key)) draft.complete = false;
  }
  if (!byKey.has("withDeleted")) notDeleted(place, "where", at);
  const joined = relations ? readRelations(place, relations.value, relations.at) : [];
  if (eager) for (const property of place.entity.eager) joined.push(...joinedAt(place, property, at));
  const select = byKey.get("select");
  if (!select) for (const each of [place, ...joined]) allColumns(each, at);
  else readSelect(place, select, joined, at);
}

export function readCriteria(place: Place, given: FileValue): void {
  place.block.filtered = true;
  readWhere(place, given);
}

function allColumns({ draft, block, entity, alias }: Place, at: TextPlace): void {
  draft.allColumns(
    block,
    entity,
    alias,
    "read",
    at,
    entity.columns.filter(({ hidden }) => !hidden),
  );
}

/** `["author", "author.posts"]`, `{ author: { posts: true } }`. */
function readRelations(place: Place, given: FileValue, at: TextPlace): Place[] {
  const { file, value } = place.program.valueOf(given);
  if (value.kind !== "array") return relationsIn(place, given);
  if (value.open) place.draft.complete = false;
  const found = new Map<string, Place>();
  for (const item of value.items) {
    const text = textOf(place.program, { file, value: item });
    if (text === null) place.draft.complete = false;
    let from: Place | undefined = place;
    let path = "";
    for (const property of text?.split(".") ?? []) {
      path = path === "" ? property : `${path}.${property}`;
      const next: Place | undefined = from ? joinedAt(from, property, at)[0] : undefined;
      if (next) found.set(path, next);
      from = next;
    }
  }
  return [...found.values()];
}

function relationsIn(place: Place, given: FileValue): Place[] {
  const members = membersOf(place.program, given);
  if (!members || members.open) place.draft.complete = false;
  return (members?.members ?? []).flatMap(({ key, value, at }) => {
    if (constantOf(place.program, value) === false) return [];
    const [joined] = joinedAt(place, key, at);
    if (!joined) return [];
    const inner = membersOf(place.program, value) ? relationsIn(joined, value) : [];
    if (inner.length === 0 && constantOf(place.program, value) !== true && !membersOf(place.program, value))
      place.draft.complete = false;
    return [joined, ...inner];
  });
}

function joinedAt(place: Place, property: string, at: TextPlace): Place[] {
  const joined = joinRelation(place, property, at);
  return joined ? [joined] : [];
}

/** `{ id: true }` and `["id"]`; of a relation its own. */
function readSelect(place: Place, select: MemberValue, joined: readonly Place[], at: TextPlace): void {
  const { program, draft, block, entity, alias } = place;
  const { file, value } = program.valueOf(select.value);
  const names =
    value.kind === "array"
      ? value.items.map((item) => ({ key: textOf(program, { file, value: item }), at: select.at, given: null }))
      : (membersOf(program, select.value)?.members ?? []).map((member) => ({
          key: constantOf(program, member.value) === false ? undefined : member.key,
          at: member.at,
          given: member.value,
        }));
  if (value.kind === "array" ? value.open : (membersOf(program, select.value)?.open ?? true)) draft.complete = false;
  for (const { key, at: own } of names) {
    if (key === undefined) continue;
    const column = entity.columns.find(({ property }) => property === key);
    const isRelation = entity.relations.some(({ property }) => property === key);
    if (column && !isRelation) draft.allColumns(block, entity, alias, "read", own, [column]);
    // What is chosen of a relation or of an embedded object is not told apart.
    else draft.complete = false;
  }
  if (joined.length > 0) draft.complete = false;
  for (const { name, primary } of entity.columns)
    if (primary && name !== null && joined.length > 0) use(block, { qualifier: alias, name }, "read", at);
}

function readOrder(place: Place, given: FileValue): void {
  const { program, draft, block, entity, alias } = place;
  const members = membersOf(program, given);
  if (!members || members.open) draft.complete = false;
  for (const { key, value, at } of members?.members ?? []) {
    const column = entity.columns.find(({ property }) => property === key);
    const plain = constantOf(program, value);
    const direction = program.memberOf(value, ["direction"]);
    const said = plain ?? (direction.is === "value" ? constantOf(program, direction.value) : undefined);
    if (!column?.name || entity.relations.some(({ property }) => property === key)) {
      draft.complete = false;
      continue;
    }
    if (said === undefined) draft.complete = false;
    const name = { qualifier: alias, name: column.name };
    use(block, name, "order", at);
    const descending = said === -1 || (typeof said === "string" && /^desc$/i.test(said));
    block.order.push({ column: name, expression: null, descending, nulls: null, at });
  }
}
