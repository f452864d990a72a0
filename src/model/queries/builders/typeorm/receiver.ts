import type { Ref, ValueFact } from "../../../../facts/calls.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { classGiven } from "../../entities/typeorm/members.ts";
import type { TypeormEntities, TypeormEntity } from "../../entities/typeorm/tables.ts";
import { callOf } from "../../values.ts";

/** The entity a call is about, and its arguments without the entity. */
export interface Received {
  readonly entity: TypeormEntity;
  readonly arguments: readonly FileValue[];
}

/**
 * `users.find(…)` of a repository that `@InjectRepository(User)` or `getRepository(User)` gave, `manager.find(User, …)`, and
 * `User.find(…)` of an entity that extends `BaseEntity`.
 */
export function receivedBy(program: CallProgram, entities: TypeormEntities, call: Call): Received | null {
  const { root, path } = call.record.callee;
  const given = call.record.arguments.map((value) => ({ file: call.file, value }));
  const first = given[0] && given[0].value.kind === "ref" ? entityGiven(program, entities, given[0]) : null;
  if (first) return { entity: first, arguments: given.slice(1) };
  const entity = repositoryOf(program, entities, call.file, { root, path: path.slice(0, -1) });
  return entity && { entity, arguments: given };
}

/** The entity whose class a value is. */
function entityGiven(program: CallProgram, entities: TypeormEntities, given: FileValue | null): TypeormEntity | null {
  const found = given?.value.kind === "ref" ? classGiven(program, given) : null;
  return found && entities.ofClass(found);
}

function repositoryOf(
  program: CallProgram,
  entities: TypeormEntities,
  file: string,
  ref: Ref,
  depth = 0,
): TypeormEntity | null {
  const { root, path } = ref;
  const table = program.tables.get(file);
  if (!table || depth > 4) return null;
  const [member, ...more] = path;
  const of = (value: ValueFact | null | undefined): TypeormEntity | null => {
    if (!value) return null;
    const maker = callOf(program, { file, value });
    if (maker) return madeBy(program, entities, maker);
    return value.kind === "ref" ? repositoryOf(program, entities, file, value.ref, depth + 1) : null;
  };
  if (root.kind === "call" && member === undefined) return of({ kind: "call", call: root.index });
  if (root.kind === "name" && member === undefined) return of(table.facts.names[root.index]?.value);
  if (root.kind === "parameter" && member === undefined && root.path.length === 0) {
    const { record } = table.functions[root.function] ?? {};
    return injected(program, entities, file, record?.parameters[root.index]?.decorators ?? []);
  }
  if (root.kind === "this" && member !== undefined && more.length === 0) {
    for (const fn of table.facts.functions) {
      if (fn.kind !== "constructor" || fn.class !== root.class) continue;
      const parameter = fn.parameters.find((each) => each.field && each.name === member);
      if (parameter) return injected(program, entities, file, parameter.decorators);
    }
    const field = table.facts.classes[root.class]?.members.find(({ name }) => name === member);
    const byField = field && (injected(program, entities, file, field.decorators) ?? of(field.value));
    if (byField) return byField;
    const assigned = table.facts.assignments.filter(
      ({ target }) =>
        target.root.kind === "this" &&
        target.root.class === root.class &&
        target.path.length === 1 &&
        target.path[0] === member,
    );
    const [only, ...others] = assigned;
    return only && others.length === 0 ? of(only.value) : null;
  }
  return root.kind === "class" || root.kind === "import"
    ? entityGiven(program, entities, { file, value: { kind: "ref", ref, at: [0, 0] } })
    : null;
}

/** `@InjectRepository(User)`. */
function injected(
  program: CallProgram,
  entities: TypeormEntities,
  file: string,
  decorators: readonly number[],
): TypeormEntity | null {
  for (const index of decorators) {
    const call = program.tables.get(file)?.calls[index];
    if (call && (program.signatureOf(call) ?? "").endsWith(".InjectRepository"))
      return entityGiven(program, entities, program.argument(call, 0));
  }
  return null;
}

/** `dataSource.getRepository(User)`, also where a service of the project hands it on. */
function madeBy(program: CallProgram, entities: TypeormEntities, call: Call): TypeormEntity | null {
  const { root, path } = call.record.callee;
  const name = path.at(-1) ?? (root.kind === "import" ? root.local : "");
  if (!/^(?:getRepository|getTreeRepository)$/.test(name)) return null;
  return entityGiven(program, entities, program.argument(call, 0));
}
