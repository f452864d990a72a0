import type { Span } from "../../facts/routes.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { Call, FileValue } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";

/** How often a spread of a spread, or a function that gives what a function gives, is followed. */
const DEPTH = 6;

export interface MemberValue {
  readonly key: string;
  readonly value: FileValue;
  readonly at: TextPlace;
}

/** The members of an object, with what is spread into it; `open` when there may be more. Null for what is no known object. */
export function membersOf(
  program: CallProgram,
  given: FileValue,
  depth = 0,
): { readonly members: readonly MemberValue[]; readonly open: boolean } | null {
  const { file, value } = settled(program, given);
  if (value.kind !== "object" || depth > DEPTH) return null;
  const spreads = (value.spreads ?? []).map((each) => ({
    start: startOf(program, { file, value: each }),
    spread: membersOf(program, { file, value: each }, depth + 1),
  }));
  const parts = [
    ...spreads.map(({ start, spread }) => ({ start, members: spread?.members ?? [] })),
    ...value.members.map(({ key, value: own, at }) => ({
      start: at[0],
      members: [{ key, value: { file, value: own }, at: place(file, at) }],
    })),
  ].toSorted((a, b) => a.start - b.start);
  // Of two members of one name, the later counts, at the place of the first.
  const last = new Map(parts.flatMap(({ members }) => members.map((member) => [member.key, member] as const)));
  const computed = value.open && spreads.length === 0;
  return {
    members: [...last.values()],
    open: computed || spreads.some(({ spread }) => spread === null || spread.open),
  };
}

/** Where a value stands in its file; 0 where it does not say. */
function startOf(program: CallProgram, given: FileValue): number {
  const { value } = given;
  if ("at" in value) return value.at[0];
  return callOf(program, given)?.record.at[0] ?? 0;
}

/** A value behind names, and behind functions of the project that give one thing. */
export function settled(program: CallProgram, given: FileValue, depth = 0): FileValue {
  const known = program.valueOf(given);
  if (known.value.kind !== "call" || depth > DEPTH) return known;
  const call = callOf(program, known);
  const target = call && program.targetOf(call);
  const [only, ...more] = target?.record.returns ?? [];
  if (!target || !only || more.length > 0) return known;
  return settled(program, { file: target.file, value: only }, depth + 1);
}

/** The rows a value stands for: those of a list, what `list.map((item) => ({ … }))` makes of each, or the value itself. */
export function rowsOf(
  program: CallProgram,
  given: FileValue,
): { readonly rows: readonly FileValue[]; readonly open: boolean } {
  const { file, value } = program.valueOf(given);
  // An empty list is filled later.
  if (value.kind === "array")
    return {
      rows: value.items.map((item) => ({ file, value: item })),
      open: value.open || value.items.length === 0,
    };
  const call = callOf(program, { file, value });
  const mapped = call?.record.callee.path.at(-1) === "map" ? program.callbacksOf(call)[0] : undefined;
  const [only, ...more] = mapped?.record.returns ?? [];
  return {
    rows: [mapped && only && more.length === 0 ? { file: mapped.file, value: only } : { file, value }],
    open: false,
  };
}

/** The call a value is; null for any other. */
export function callOf(program: CallProgram, { file, value }: FileValue): Call | null {
  return value.kind === "call" ? (program.tables.get(file)?.calls[value.call] ?? null) : null;
}

/** The call at the beginning of a chain: `text("x")` of `text("x").notNull().default("")`. */
export function chainOf(program: CallProgram, call: Call): readonly Call[] {
  const chain = [call];
  for (let at = call; at.record.callee.root.kind === "call";) {
    const before = program.tables.get(at.file)?.calls[at.record.callee.root.index];
    if (!before) break;
    chain.unshift(before);
    at = before;
  }
  return chain;
}

/** A text, also behind a name; null for what is none or not known. */
export function textOf(program: CallProgram, given: FileValue | null): string | null {
  if (!given) return null;
  const { value } = program.valueOf(given);
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

/** The text of one member of an object: `{ name: "users" }`. */
export function memberText(program: CallProgram, given: FileValue | null, key: string): string | null {
  const member = given && program.memberOf(given, [key]);
  return member?.is === "value" ? textOf(program, member.value) : null;
}

export function place(file: string, [start, end]: Span): TextPlace {
  return { file, start, end };
}

/** Whether a name is given another value later, or more members: `let where = …; if (x) where = …`, `where.name = x`. */
export function isReassigned(program: CallProgram, { file, value }: FileValue): boolean {
  if (value.kind !== "ref" || value.ref.root.kind !== "name" || value.ref.path.length > 0) return false;
  const { index } = value.ref.root;
  return (program.tables.get(file)?.facts.assignments ?? []).some(
    ({ target }) => target.root.kind === "name" && target.root.index === index,
  );
}
