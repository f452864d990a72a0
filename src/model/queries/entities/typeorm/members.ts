import type { MemberRecord } from "../../../../facts/calls.ts";
import type { EntityColumn } from "../../../../facts/entities.ts";
import type { Call, CodeClass, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { membersOf, textOf } from "../../values.ts";
import type { Naming } from "./naming.ts";

/** A column with what TypeORM does with it by itself. */
export interface TypeormColumn extends EntityColumn {
  readonly role: "plain" | "created" | "updated" | "deleted" | "version";
  readonly primary: boolean;
  /** `select: false`: read only when it is asked for. */
  readonly hidden: boolean;
  readonly inserted: boolean;
}

/** A relation as its decorators say it; what it is joined by is known once both tables are. */
export interface RelationDraft {
  readonly property: string;
  readonly kind: "many-to-one" | "one-to-one" | "one-to-many" | "many-to-many";
  readonly target: CodeClass;
  readonly joinColumns: readonly { readonly name: string | null; readonly referenced: string | null }[] | null;
  readonly joinTable: { readonly name: string | null; readonly from: string | null; readonly to: string | null } | null;
  /** The property of the other side. */
  readonly inverse: string | null;
  readonly eager: boolean;
  readonly at: Call["at"];
}

interface Members {
  readonly columns: readonly TypeormColumn[];
  readonly relations: readonly RelationDraft[];
  /** False when it may have more than these. */
  readonly complete: boolean;
}

const DEPTH = 5;
const ROLES: Readonly<Record<string, TypeormColumn["role"]>> = {
  CreateDateColumn: "created",
  UpdateDateColumn: "updated",
  DeleteDateColumn: "deleted",
  VersionColumn: "version",
};
const COLUMN = /^(?:Column|PrimaryColumn|PrimaryGeneratedColumn|\w+DateColumn|VersionColumn|ObjectIdColumn)$/;
const RELATIONS: Readonly<Record<string, RelationDraft["kind"]>> = {
  ManyToOne: "many-to-one",
  OneToOne: "one-to-one",
  OneToMany: "one-to-many",
  ManyToMany: "many-to-many",
};

/** What the decorators of a class and of those it extends make of its members. */
export function readMembers(
  program: CallProgram,
  of: CodeClass,
  naming: Naming,
  around: { readonly path: string; readonly prefixes: readonly string[] } = { path: "", prefixes: [] },
  depth = 0,
): Members {
  const parent = parentOf(program, of);
  const inherited =
    parent && parent !== "package" && depth < DEPTH ? readMembers(program, parent, naming, around, depth + 1) : null;
  const columns = new Map((inherited?.columns ?? []).map((column) => [column.property, column]));
  const relations = new Map((inherited?.relations ?? []).map((relation) => [relation.property, relation]));
  let complete = inherited?.complete ?? (parent === null || parent === "package");
  for (const member of of.record.members) {
    const decorators = decoratorsOf(program, of, member);
    const column = decorators.find(({ name }) => COLUMN.test(name));
    const relation = decorators.find(({ name }) => name in RELATIONS);
    const embedded = column && column.name === "Column" ? embeddedIn(program, column.call) : null;
    const property = around.path + member.name;
    if (relation) {
      const draft = relationOf(program, property, relation.name, relation.call, decorators);
      if (draft && around.path === "") relations.set(property, draft);
      else complete = false;
    } else if (embedded) {
      const prefix = prefixOf(program, embedded.options, member.name);
      const inner =
        prefix === undefined
          ? null
          : readMembers(
              program,
              embedded.class,
              naming,
              { path: `${property}.`, prefixes: [...around.prefixes, ...(prefix === "" ? [] : [prefix])] },
              depth + 1,
            );
      if (!inner?.complete || depth > DEPTH) complete = false;
      for (const each of inner?.columns ?? []) columns.set(each.property, each);
    } else if (column) {
      const generated = decorators.some(({ name }) => name === "Generated");
      columns.set(property, columnOf(program, member, column, generated, naming, around));
    } else if (decorators.some(({ name }) => name === "")) complete = false;
  }
  return { columns: [...columns.values()], relations: [...relations.values()], complete };
}

/** The class it extends; `package` for one of a package, which has no columns; undefined where that is not known. */
export function parentOf(program: CallProgram, of: CodeClass): CodeClass | "package" | null | undefined {
  if (!of.record.extends) return null;
  const origin = program.originOfRef(of.file, of.record.extends);
  if (origin.kind === "class" && origin.path.length === 0) return origin.class;
  return origin.kind === "package" ? "package" : undefined;
}

interface Decorator {
  /** As TypeORM calls it; empty for one of the project's own, which may stand for any. */
  readonly name: string;
  readonly call: Call;
}

export function decoratorsOf(
  program: CallProgram,
  { file }: CodeClass,
  { decorators }: { readonly decorators: readonly number[] },
): readonly Decorator[] {
  return decorators.flatMap((index): Decorator[] => {
    const call = program.tables.get(file)?.calls[index];
    if (!call) return [];
    const name = /^typeorm(?:\/.*)?\.(\w+)$/.exec(program.signatureOf(call) ?? "")?.[1];
    if (name !== undefined) return [{ name, call }];
    return program.targetOf(call) ? [{ name: "", call }] : [];
  });
}

/** The class that `() => User` names. */
export function classGiven(program: CallProgram, given: FileValue | null): CodeClass | null {
  if (!given) return null;
  const { file, value } = given;
  const [only] =
    value.kind === "function" ? (program.tables.get(file)?.functions[value.function]?.record.returns ?? []) : [value];
  const origin = only && program.originOfValue({ file, value: only });
  return origin?.kind === "class" && origin.path.length === 0 ? origin.class : null;
}

function embeddedIn(program: CallProgram, call: Call) {
  const first = program.argument(call, 0);
  const found = first?.value.kind === "function" ? classGiven(program, first) : null;
  return found && { class: found, options: program.argument(call, 1) };
}

/** Undefined where it is not known. */
function prefixOf(program: CallProgram, options: FileValue | null, property: string): string | undefined {
  if (!options) return property;
  const member = program.memberOf(options, ["prefix"]);
  if (member.is === "absent") return property;
  const known = member.is === "value" ? program.valueOf(member.value).value : null;
  if (known?.kind !== "literal") return undefined;
  return known.value === true ? property : typeof known.value === "string" ? known.value : "";
}

function columnOf(
  program: CallProgram,
  member: MemberRecord,
  { name: decorator, call }: Decorator,
  generated: boolean,
  naming: Naming,
  around: { readonly path: string; readonly prefixes: readonly string[] },
): TypeormColumn {
  const given = call.record.arguments.map((value) => ({ file: call.file, value }));
  const type = textOf(program, given[0] ?? null);
  const last = given.at(-1);
  const options = last && (type === null || given.length > 1) ? membersOf(program, last) : null;
  const option = (key: string) => options?.members.find((each) => each.key === key)?.value ?? null;
  const open = options ? options.open : given.length > (type === null ? 0 : 1);
  const said = (key: string) => {
    const value = option(key);
    const known = value && program.valueOf(value).value;
    return known?.kind === "literal" ? known.value : known ? undefined : null;
  };
  const named = option("name");
  const own = textOf(program, named);
  const role = ROLES[decorator] ?? "plain";
  const byDatabase =
    generated ||
    decorator === "PrimaryGeneratedColumn" ||
    role === "created" ||
    role === "updated" ||
    option("default") !== null ||
    option("generated") !== null;
  const nullable = said("nullable");
  return {
    property: around.path + member.name,
    name: (named ? own === null : open) ? null : naming.column(member.name, own, around.prefixes),
    type: type ?? textOf(program, option("type")),
    nullable: nullable === true || role === "deleted" ? true : nullable === undefined || open ? null : false,
    filled: byDatabase ? "database" : role === "version" ? "library" : null,
    at: call.at,
    role,
    primary: decorator.startsWith("Primary") || said("primary") === true,
    hidden: said("select") === false,
    inserted: said("insert") !== false && option("asExpression") === null,
  };
}

function relationOf(
  program: CallProgram,
  property: string,
  name: string,
  call: Call,
  decorators: readonly Decorator[],
): RelationDraft | null {
  const target = classGiven(program, program.argument(call, 0));
  if (!target) return null;
  const found = (wanted: string) => decorators.find((each) => each.name === wanted)?.call;
  const [column, table] = [found("JoinColumn"), found("JoinTable")];
  const options = program.argument(call, call.record.arguments.length - 1);
  const eager = options && membersOf(program, options)?.members.find(({ key }) => key === "eager")?.value.value;
  return {
    property,
    kind: RELATIONS[name] as RelationDraft["kind"],
    target,
    joinColumns: column ? joinColumnsOf(program, program.argument(column, 0)) : null,
    joinTable: table ? joinTableOf(program, program.argument(table, 0)) : null,
    inverse: inverseOf(program, program.argument(call, 1)),
    eager: eager?.kind === "literal" && eager.value === true,
    at: call.at,
  };
}

function joinColumnsOf(program: CallProgram, given: FileValue | null) {
  const known = given && program.valueOf(given);
  const items =
    known?.value.kind === "array" ? known.value.items.map((value) => ({ file: known.file, value })) : [known];
  return items.map((item) => ({
    name: item && optionText(program, item, "name"),
    referenced: item && optionText(program, item, "referencedColumnName"),
  }));
}

function joinTableOf(program: CallProgram, given: FileValue | null) {
  return {
    name: given && optionText(program, given, "name"),
    from: given && optionText(program, given, "joinColumn", "name"),
    to: given && optionText(program, given, "inverseJoinColumn", "name"),
  };
}

function optionText(program: CallProgram, given: FileValue, ...path: readonly string[]): string | null {
  const member = program.memberOf(given, path);
  return member.is === "value" ? textOf(program, member.value) : null;
}

/** `posts` of `(user) => user.posts`, or of `"posts"`. */
function inverseOf(program: CallProgram, given: FileValue | null): string | null {
  if (given?.value.kind !== "function") return textOf(program, given);
  const [only] = program.tables.get(given.file)?.functions[given.value.function]?.record.returns ?? [];
  return only?.kind === "ref" && only.ref.root.kind === "parameter" ? (only.ref.path.at(-1) ?? null) : null;
}
