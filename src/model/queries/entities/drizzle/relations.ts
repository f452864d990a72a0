import type { Entity, EntityRelation } from "../../../../facts/entities.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { callOf, membersOf, type MemberValue } from "../../values.ts";

type TableOf = (value: FileValue | null) => Entity | null;

/** `relations(users, ({ one, many }) => ({ posts: many(posts) }))`, by the table they are of. */
export function relationsOf(program: CallProgram, tableOf: TableOf): ReadonlyMap<Entity, readonly EntityRelation[]> {
  const found = new Map<Entity, EntityRelation[]>();
  for (const call of program.calls()) {
    const { root, path } = call.record.callee;
    if (path.length > 0 || root.kind !== "import" || !/relations/i.test(root.local)) continue;
    if (program.signatureOf(call) !== "drizzle-orm.relations") continue;
    const of = tableOf(program.argument(call, 0));
    const [given] = program.callbacksOf(call);
    const [only] = given?.record.returns ?? [];
    const members = given && only ? membersOf(program, { file: given.file, value: only }) : null;
    if (!of || !members) continue;
    const list = found.get(of) ?? [];
    list.push(...members.members.flatMap((member) => relationOf(program, member, of, tableOf)));
    found.set(of, list);
  }
  return withFarSides(found);
}

function relationOf(program: CallProgram, { key, value, at }: MemberValue, of: Entity, tableOf: TableOf) {
  const call = callOf(program, value);
  const target = call && tableOf(program.argument(call, 0));
  if (!call || !target) return [];
  const last =
    call.record.callee.path.at(-1) ??
    (call.record.callee.root.kind === "parameter" ? call.record.callee.root.path.at(-1) : undefined);
  const options = program.argument(call, 1);
  const relation: EntityRelation = {
    property: key,
    target: target.name,
    many: last === "many",
    from: options ? columnsGiven(program, options, "fields", of) : [],
    to: options ? columnsGiven(program, options, "references", target) : [],
    owner: options !== null && last !== "many",
    through: null,
    at,
  };
  return [relation];
}

function columnsGiven(program: CallProgram, options: FileValue, key: string, of: Entity): readonly string[] {
  const member = program.memberOf(options, [key]);
  if (member.is !== "value" || member.value.value.kind !== "array") return [];
  const names = member.value.value.items.map((item) => {
    const property = item.kind === "ref" ? item.ref.path.at(-1) : undefined;
    return of.columns.find((column) => column.property === property)?.name ?? null;
  });
  return names.every((name) => name !== null) ? names : [];
}

/** `many(posts)` is joined as the one `one(users)` of the other table says. */
function withFarSides(found: ReadonlyMap<Entity, readonly EntityRelation[]>) {
  const byName = new Map([...found].map(([entity, relations]) => [entity.name, relations]));
  return new Map(
    [...found].map(([entity, relations]) => [
      entity,
      relations.map((relation): EntityRelation => {
        if (relation.from.length > 0) return relation;
        const far = (byName.get(relation.target) ?? []).filter(
          (each) => each.target === entity.name && each.from.length > 0 && each.from.length === each.to.length,
        );
        const [only] = far;
        return only && far.length === 1 ? { ...relation, from: only.to, to: only.from } : relation;
      }),
    ]),
  );
}
