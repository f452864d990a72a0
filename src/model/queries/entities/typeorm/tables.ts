import type { Entity, EntityColumn, EntityRelation } from "../../../../facts/entities.ts";
import type { Call, CodeClass } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { memberText, textOf } from "../../values.ts";
import { decoratorsOf, parentOf, readMembers, type RelationDraft, type TypeormColumn } from "./members.ts";
import { type Naming, namingOf } from "./naming.ts";

/** An entity of TypeORM, with what the library does by itself. */
export interface TypeormEntity extends Entity {
  readonly columns: readonly TypeormColumn[];
  /** Properties of relations that each find joins. */
  readonly eager: ReadonlySet<string>;
  /** The entity each relation leads to; null where that is none. */
  target(property: string): TypeormEntity | null;
}

/** The entities that classes with decorators of TypeORM declare. */
export interface TypeormEntities {
  readonly entities: readonly TypeormEntity[];
  ofClass(of: CodeClass): TypeormEntity | null;
}

const known = new WeakMap<CallProgram, TypeormEntities>();

export function typeormEntities(program: CallProgram): TypeormEntities {
  let entities = known.get(program);
  if (!entities) known.set(program, (entities = readEntities(program)));
  return entities;
}

interface Draft {
  readonly of: CodeClass;
  readonly call: Call;
  readonly table: Entity["table"];
  readonly members: ReturnType<typeof readMembers>;
  readonly whole: boolean;
}

function readEntities(program: CallProgram): TypeormEntities {
  let naming: Naming | undefined;
  const drafts = new Map<CodeClass, Draft>();
  for (const table of program.tables.values())
    for (const of of table.classes) {
      if (of.record.decorators.length === 0) continue;
      const decorators = decoratorsOf(program, of, of.record);
      const call = decorators.find(({ name }) => /^(?:Entity|ChildEntity)$/.test(name))?.call;
      if (!call) continue;
      naming ??= namingOf(program);
      drafts.set(of, draftOf(program, of, call, decorators, naming));
    }
  const byClass = new Map<CodeClass, TypeormEntity>();
  for (const draft of drafts.values()) byClass.set(draft.of, entityOf(draft, drafts, naming as Naming, byClass));
  return { entities: [...byClass.values()], ofClass: (of) => byClass.get(of) ?? null };
}

function draftOf(
  program: CallProgram,
  of: CodeClass,
  call: Call,
  decorators: ReturnType<typeof decoratorsOf>,
  naming: Naming,
): Draft {
  const first = program.argument(call, 0);
  const second = program.argument(call, 1);
  const direct = textOf(program, first);
  const options = direct === null ? first : second;
  const given = direct ?? memberText(program, options, "name");
  // A name that is given and not known is not the one that follows from the class.
  const said = options ? program.memberOf(options, ["name"]).is !== "absent" : first !== null && direct === null;
  const name = given ?? (said ? null : naming.table(of.record.name ?? ""));
  const members = readMembers(program, of, naming);
  // One table for several classes has columns of each.
  const parent = parentOf(program, of);
  const shared =
    decorators.some(({ name: decorator }) => /^(?:ChildEntity|TableInheritance)$/.test(decorator)) ||
    (parent !== null && typeof parent === "object" && sharesTable(program, parent));
  return {
    of,
    call,
    table: name === null || shared ? null : { schema: memberText(program, options, "schema"), name, at: call.nameAt },
    members,
    whole: members.complete && !shared,
  };
}

function sharesTable(program: CallProgram, of: CodeClass): boolean {
  return decoratorsOf(program, of, of.record).some(({ name }) => name === "TableInheritance");
}

function entityOf(
  { of, call, table, members, whole }: Draft,
  drafts: ReadonlyMap<CodeClass, Draft>,
  naming: Naming,
  byClass: ReadonlyMap<CodeClass, TypeormEntity>,
): TypeormEntity {
  const relations = members.relations.map((relation) => joined(relation, of, drafts, naming));
  const columns: TypeormColumn[] = [...members.columns];
  for (const [index, relation] of relations.entries()) {
    const { property, at } = members.relations[index] as RelationDraft;
    if (!relation.owner || relation.through) continue;
    for (const name of relation.from)
      if (!columns.some((column) => column.name === name)) columns.push({ ...foreignKey(property, name, at) });
  }
  const targets = new Map(members.relations.map(({ property, target }) => [property, target]));
  const unjoined = relations.some(({ owner, from, through }) => owner && !through && from.length === 0);
  return {
    file: of.file,
    at: call.at,
    anchor: `typescript:${of.file}#${of.record.name ?? ""}`,
    source: "typeorm",
    name: of.record.name ?? "",
    table,
    columns,
    relations,
    complete: whole && !unjoined,
    eager: new Set(members.relations.filter(({ eager }) => eager).map(({ property }) => property)),
    target: (property) => {
      const target = targets.get(property);
      return (target && byClass.get(target)) ?? null;
    },
  };
}

function foreignKey(property: string, name: string, at: EntityColumn["at"]): TypeormColumn {
  return {
    property,
    name,
    type: null,
    nullable: null,
    filled: null,
    at,
    role: "plain",
    primary: false,
    hidden: false,
    inserted: true,
  };
}

/** What joins the two tables; the lists are empty where that is not known. */
function joined(
  relation: RelationDraft,
  of: CodeClass,
  drafts: ReadonlyMap<CodeClass, Draft>,
  naming: Naming,
): EntityRelation {
  const { property, kind, target, at } = relation;
  const far = drafts.get(target);
  const near = drafts.get(of);
  const owner = kind === "many-to-one" || (kind === "one-to-one" && relation.joinColumns !== null);
  const common = {
    property,
    target: target.record.name ?? "",
    many: kind.endsWith("to-many"),
    owner,
    at,
    from: [],
    to: [],
    through: null,
  };
  if (!far || !near) return common;
  if (owner) return { ...common, ...pairs(relation, far, naming) };
  if (kind === "many-to-many") return { ...common, through: between(relation, near, far, naming) };
  const other = far.members.relations.find((each) => each.property === relation.inverse && each.target === of);
  if (!other) return common;
  const turned = pairs(other, near, naming);
  return { ...common, from: turned.to, to: turned.from };
}

/** The foreign key of the side that owns a relation. */
function pairs(relation: RelationDraft, far: Draft, naming: Naming) {
  const nothing = { from: [] as string[], to: [] as string[] };
  const primary = far.members.columns.filter((column) => column.primary);
  const given = relation.joinColumns ?? [];
  const referenced = given.some((each) => each.referenced !== null)
    ? given.map((each) => far.members.columns.find(({ property }) => property === each.referenced))
    : primary;
  if (referenced.length === 0) return nothing;
  const from = referenced.map((column, index) =>
    column ? (given[index]?.name ?? naming.joinColumn(relation.property, column.property)) : null,
  );
  const to = referenced.map((column) => column?.name ?? null);
  return from.every((name) => name !== null) && to.every((name) => name !== null) ? { from, to } : nothing;
}

/** The table between the two sides of a many-to-many; the side with `@JoinTable` names it. */
function between(relation: RelationDraft, near: Draft, far: Draft, naming: Naming): EntityRelation["through"] {
  const owns = relation.joinTable !== null;
  const side = owns ? relation : far.members.relations.find(({ property }) => property === relation.inverse);
  const [first, second] = owns ? [near, far] : [far, near];
  if (!side?.joinTable || !first.table || !second.table) return null;
  const keyOf = (draft: Draft, given: string | null) => {
    const [key, ...more] = draft.members.columns.filter((column) => column.primary);
    return key && more.length === 0 ? (given ?? naming.joinTableColumn(draft.table?.name ?? "", key.property)) : null;
  };
  const table = side.joinTable.name ?? naming.joinTable(first.table.name, side.property, second.table.name);
  const [from, to] = [keyOf(first, side.joinTable.from), keyOf(second, side.joinTable.to)];
  if (table === null || from === null || to === null) return null;
  return owns ? { table, from, to } : { table, from: to, to: from };
}
