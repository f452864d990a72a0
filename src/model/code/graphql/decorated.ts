import type { ClassMember } from "../../../facts/routes.ts";
import type { Machine } from "../routes/program/machine.ts";
import { bases } from "../routes/program/members.ts";
import { type ClassValue, type Site, unknown, type Value } from "../routes/program/values.ts";
import { type Decoration, decorationsOf } from "../routes/nestjs/decorations.ts";
import { methodValue } from "../routes/nestjs/controllers.ts";
import { OPERATIONS } from "./found.ts";

/** A method of a resolver class that a decorator makes a field. */
interface DecoratedField {
  readonly type: string;
  readonly name: string;
  readonly decorations: readonly Decoration[];
  readonly handler: Value;
  /** `UsersResolver.users` */
  readonly text: string;
  readonly site: Site;
}

export interface ResolverClass {
  /** Decorators of the class itself, then of each class it extends. */
  readonly decorations: readonly (readonly Decoration[])[];
  readonly fields: readonly DecoratedField[];
}

const FIELDS = new Set(["ResolveField", "ResolveProperty", "FieldResolver"]);

/** The fields a package's decorators make of a class, with `@Resolver()` or without: Nest's and type-graphql's are alike. */
export function resolverClass(of: ClassValue, module: string, machine: Machine): ResolverClass | null {
  const chain = bases(of, machine);
  const decorations = chain.map((each) => decorationsOf(each.fact.decorators, each, machine));
  const resolver = decorations[0]?.find((each) => each.module === module && each.name === "Resolver");
  if (!resolver && !chain.some(({ fact }) => fact.members.some(({ decorators }) => decorators.length > 0))) return null;
  const instance = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
  const seen = new Set<string>();
  const fields = chain.flatMap((each) =>
    each.fact.members.flatMap((member): readonly DecoratedField[] => {
      if (member.kind !== "method" || member.static || seen.has(member.name)) return [];
      seen.add(member.name);
      const own = decorationsOf(member.decorators, each, machine);
      return own.flatMap((decoration): readonly DecoratedField[] => {
        if (decoration.module !== module) return [];
        const isField = FIELDS.has(decoration.name);
        if (!isField && !Object.hasOwn(OPERATIONS, decoration.name)) return [];
        return [
          {
            type: isField ? ((resolver && typeOf(resolver, machine)) ?? "?") : decoration.name,
            name: fieldName(decoration, member, machine),
            decorations: own,
            handler: methodValue(member, each, instance),
            text: `${of.fact.name ?? "resolver"}.${member.name}`,
            site: { file: each.scope.file, span: member.at },
          },
        ];
      });
    }),
  );
  if (resolver?.given.some((each) => isAbstract(each, machine))) return null;
  return fields.length === 0 ? null : { decorations, fields };
}

/** `@Resolver({ isAbstract: true })`: only what extends it is served. */
function isAbstract(value: Value, machine: Machine): boolean {
  const forced = machine.force(value);
  const said = forced.kind === "record" ? forced.fields.get("isAbstract") : undefined;
  return said?.kind === "literal" && said.value === true;
}

/** `@Query("users")`, `@Query(() => [User], { name: "users" })`, else the method's own name. */
function fieldName({ given }: Decoration, member: ClassMember, machine: Machine): string {
  for (const value of given.map((each) => machine.force(each))) {
    const name = value.kind === "record" ? value.fields.get("name") : value;
    if (name?.kind === "literal" && typeof name.value === "string") return name.value;
    if (value.kind === "record" && name && name.kind !== "literal") return symbolic(member.name);
  }
  return member.name.startsWith("[") ? symbolic(member.name) : member.name;
}

/** A name only known when it runs. */
function symbolic(name: string): string {
  return `{${name.replace(/^\[|\]$/g, "")}}`;
}

/** `@Resolver(() => User)`, `@Resolver(User)`, `@Resolver("User")`. */
function typeOf({ given }: Decoration, machine: Machine): string | null {
  const [first] = given;
  if (!first) return null;
  const forced = machine.force(first);
  const value = forced.kind === "closure" ? machine.force(machine.invoke(forced, [unknown()]) ?? unknown()) : forced;
  if (value.kind === "class") return value.fact.name;
  if (value.kind === "external") return value.path.at(-1) ?? null;
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}
