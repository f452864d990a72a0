import type { WrittenColumn } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import { membersOf, type MemberValue, rowsOf, textOf } from "../../values.ts";
import { writtenValue } from "../constants.ts";
import { predicate, use } from "../draft.ts";
import { isUndefined, mayBeUndefined } from "../undefined.ts";
import { readCriteria } from "./find.ts";
import type { Place } from "./where.ts";

/** What TypeORM asks back of each row it writes: what the database filled. */
function returned({ block, entity }: Place, roles: RegExp, at: TextPlace): void {
  for (const { name, filled, role } of entity.columns)
    if (name !== null && ((block.kind === "insert" && filled !== null) || roles.test(role)))
      use(block, { qualifier: null, name }, "return", at);
}

/** An INSERT names every column; those that are not given take their default. */
export function readInsert(place: Place, given: FileValue | null, at: TextPlace): void {
  const { program, draft, block, entity } = place;
  const known = given && rowsOf(program, given);
  if (!known || known.open) draft.complete = false;
  const written = new Map<string, WrittenColumn>();
  let whole = known !== null && !known.open;
  for (const row of known?.rows ?? []) {
    const members = membersOf(program, row);
    if (!members || members.open) whole = draft.complete = false;
    for (const column of (members?.members ?? []).flatMap((member) => writtenBy(place, member, "")))
      written.set(column.name, column);
  }
  for (const { name, inserted, filled, role, nullable, property } of entity.columns) {
    if (name === null || !inserted || written.has(name)) continue;
    const own = filled !== null || role === "version" ? "other" : "default";
    // What a relation is joined by may be given by the relation's object.
    const isRelation = entity.relations.some((relation) => relation.property === property);
    if (own === "default" && !isRelation && nullable === null) draft.complete = false;
    if (own === "other" || nullable === true || isRelation) written.set(name, { name, value: "default", at });
  }
  if (!entity.complete) whole = draft.complete = false;
  block.written = whole ? [...written.values()] : null;
  for (const { name, at: own } of written.values()) use(block, { qualifier: null, name }, "write", own);
  block.single = known?.rows.length === 1 && known.rows[0]?.value.kind === "object";
  returned(place, /^(?:created|updated|deleted|version)$/, at);
}

/** An UPDATE touches what it is given, and the time of the last change. */
export function readUpdate(place: Place, given: FileValue | null, at: TextPlace): void {
  const { program, draft, block, entity } = place;
  const members = given && membersOf(program, given);
  if (!members || members.open) draft.complete = false;
  const written = (members?.members ?? []).flatMap((member) => writtenBy(place, member, ""));
  for (const { name, role } of entity.columns)
    if (role === "updated" && name !== null && !written.some((each) => each.name === name))
      written.push({ name, value: "other", at });
  block.written = written;
  for (const { name, at: own } of written) use(block, { qualifier: null, name }, "write", own);
}

function writtenBy(place: Place, { key, value, at }: MemberValue, path: string): readonly WrittenColumn[] {
  const { entity, draft, program } = place;
  if (isUndefined(value.value)) return [];
  if (mayBeUndefined(value.value)) {
    draft.complete = false;
    return [];
  }
  const property = path + key;
  const relation = entity.relations.find((each) => each.property === property);
  if (relation) return relation.owner ? relation.from.map((name) => ({ name, value: "other", at })) : [];
  const column = entity.columns.find((each) => each.property === property);
  if (column?.name) return [{ name: column.name, value: writtenValue(value.value), at }];
  const inner = entity.columns.some((each) => each.property.startsWith(`${property}.`)) && membersOf(program, value);
  if (inner && !inner.open) return inner.members.flatMap((member) => writtenBy(place, member, `${property}.`));
  draft.complete = false;
  return [];
}

/** What an UPDATE or DELETE is for: a key, several, or a `where`. */
export function readTarget(place: Place, given: FileValue | null, at: TextPlace): void {
  const { program, draft, block, entity } = place;
  const known = given && program.valueOf(given);
  block.filtered = true;
  if (known?.value.kind === "object" && given) return readCriteria(place, given);
  const [key, ...more] = entity.columns.filter(({ primary }) => primary);
  const isKey = known?.value.kind === "literal" || known?.value.kind === "template";
  if (!isKey || !key?.name || more.length > 0) {
    draft.complete = false;
    return;
  }
  const column = { qualifier: null, name: key.name };
  use(block, column, "filter", at);
  block.predicates.push(predicate({ column, operator: "=", against: "value", must: "all", on: "where", at }));
}

/** `upsert(rows, ["email"])`, `upsert(rows, { conflictPaths: ["email"] })`. */
export function readConflict(place: Place, given: FileValue | null): void {
  const { program, draft, block, entity } = place;
  const paths = given && program.memberOf(given, ["conflictPaths"]);
  const list = given && program.valueOf(paths?.is === "value" ? paths.value : given);
  const names = list?.value.kind === "array" ? list.value.items : [];
  const columns = names.map(
    (value) =>
      entity.columns.find(({ property }) => property === textOf(program, { file: list?.file ?? "", value }))?.name,
  );
  if (columns.length === 0 || !columns.every((name) => typeof name === "string")) {
    draft.complete = false;
    return;
  }
  block.conflict = columns as string[];
  for (const name of block.conflict) use(block, { qualifier: null, name }, "conflict", block.at);
}
