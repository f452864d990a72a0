import type { EntityColumn } from "../../../../facts/entities.ts";
import type { Call, CodeFunction } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { callOf, chainOf, memberText, type MemberValue, textOf } from "../../values.ts";
import { inSnakeCase } from "../snake-case.ts";

const BY_DATABASE =
  /^(?:default|defaultNow|defaultRandom|generatedAlwaysAs|generatedAlwaysAsIdentity|generatedByDefaultAsIdentity)$/;
const BY_LIBRARY = /^\$(?:default|defaultFn|onUpdate|onUpdateFn)$/;
const SERIAL = /^(?:small|big)?serial$/i;

/** Reads the column builders of a table: `id: uuid("id").primaryKey()`. */
export function createColumnReader(program: CallProgram): (member: MemberValue) => EntityColumn {
  const casing = casingOf(program);
  return ({ key, value, at }) => {
    const call = callOf(program, program.valueOf(value));
    const chain = call ? chainOf(program, call) : [];
    const [base] = chain;
    const methods = chain.slice(1).map(({ record }) => record.callee.path.at(-1) ?? "");
    const type = base ? typeOf(program, base) : null;
    return {
      property: key,
      name: base ? (nameOf(program, base) ?? casing(key)) : null,
      type,
      nullable: base
        ? !methods.some((name) => name === "notNull" || name === "primaryKey") && !SERIAL.test(type ?? "")
        : null,
      filled: base ? filledBy(type, methods) : null,
      at,
    };
  };
}

function filledBy(type: string | null, methods: readonly string[]): EntityColumn["filled"] {
  if (methods.some((name) => BY_LIBRARY.test(name))) return "library";
  return SERIAL.test(type ?? "") || methods.some((name) => BY_DATABASE.test(name)) ? "database" : null;
}

/** The name it is given; null when it is given none; a function of the project hands its own argument on. */
function nameOf(program: CallProgram, base: Call): string | null {
  const target = program.targetOf(base);
  const first = program.argument(base, 0);
  const given = textOf(program, first);
  if (target && given !== null) return handsOn(target) ? given : nameWithin(program, target);
  return target ? nameWithin(program, target) : given;
}

function typeOf(program: CallProgram, base: Call): string | null {
  const target = program.targetOf(base);
  if (target) return null;
  const { callee } = base.record;
  return callee.path.at(-1) ?? (callee.root.kind === "import" ? callee.root.local : null);
}

/** A helper that makes a column of the name it is given: `const cuid = (name) => varchar(name, …)`. */
function handsOn(of: CodeFunction): boolean {
  return of.calls.some(({ record }) => {
    const [first] = record.arguments;
    return (
      first?.kind === "ref" &&
      first.ref.root.kind === "parameter" &&
      first.ref.root.function === of.index &&
      first.ref.root.index === 0 &&
      first.ref.path.length === 0
    );
  });
}

/** A helper that makes the same column everywhere. */
function nameWithin(program: CallProgram, of: CodeFunction): string | null {
  const names = new Set(
    of.calls.flatMap((call) =>
      call.record.callee.root.kind === "import" ? (textOf(program, program.argument(call, 0)) ?? []) : [],
    ),
  );
  return names.size === 1 ? ([...names][0] as string) : null;
}

/** How a column without a name of its own is called: by its key, or as `casing` of the clients says; null where they differ. */
function casingOf(program: CallProgram): (key: string) => string | null {
  const said = new Set<string | null>();
  for (const call of program.calls()) {
    const { root, path } = call.record.callee;
    if (path.length > 0 || root.kind !== "import" || !/drizzle/i.test(root.local)) continue;
    if (!/^drizzle-orm(?:\/[\w-]+)?\.drizzle$/.test(program.signatureOf(call) ?? "")) continue;
    said.add(
      call.record.arguments
        .map((_, index) => memberText(program, program.argument(call, index), "casing"))
        .find((casing) => casing !== null) ?? null,
    );
  }
  const [only = null] = said;
  if (said.size > 1) return () => null;
  if (only === "snake_case") return inSnakeCase;
  return only === null ? (key) => key : () => null;
}
