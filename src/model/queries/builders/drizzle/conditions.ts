import type { ValueFact } from "../../../../facts/calls.ts";
import type { ColumnName, Predicate } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import { callOf, isReassigned } from "../../values.ts";
import { constantOf, wildcardOf } from "../constants.ts";
import { type BlockDraft, predicate, type QueryDraft, use } from "../draft.ts";
import { type DrizzleContext, meant, parameterKey, unbound } from "./context.ts";

/** Reads a query that stands inside of another one; false where the value is none. */
export type ReadInner = (context: DrizzleContext, value: FileValue, draft: QueryDraft, parent: BlockDraft) => boolean;

const OPERATORS: Readonly<Record<string, Predicate["operator"]>> = {
  eq: "=",
  ne: "<>",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  inArray: "in",
  notInArray: "not in",
  like: "like",
  ilike: "ilike",
  notLike: "not like",
  notIlike: "other",
  between: "between",
  notBetween: "other",
  isNull: "is null",
  isNotNull: "is not null",
  arrayContains: "@>",
  arrayContained: "other",
  arrayOverlaps: "other",
};

interface Where {
  readonly draft: QueryDraft;
  readonly block: BlockDraft;
  readonly on: Predicate["on"];
  readonly must: Predicate["must"];
}

/** Adds what a condition compares to a block. */
export type ReadCondition = (context: DrizzleContext, given: FileValue, where: Where) => void;

export function createConditions(readInner: ReadInner) {
  /** Adds what a condition compares to a block. What is not understood makes the query incomplete. */
  function read(context: DrizzleContext, given: FileValue, where: Where, depth = 0): void {
    const value = unbound(context, given);
    if (isUndefined(value.value)) return;
    const known = value.value.kind === "call" ? value : context.program.valueOf(value);
    if (isReassigned(context.program, value)) where.draft.complete = false;
    const call = callOf(context.program, known);
    if (!call || depth > 12) return unknown(where);
    const operator = operatorOf(context, call);
    if (operator === null) return readOther(context, call, where, depth);
    if (operator === "and" || operator === "or") {
      if (call.record.spread) where.draft.complete = false;
      const given = call.record.arguments.filter((each) => !isUndefined(each));
      const must =
        operator === "or" && where.must === "all" && given.length + Number(call.record.spread) > 1
          ? "some"
          : where.must;
      for (const each of given) read(context, { file: call.file, value: each }, { ...where, must }, depth + 1);
      return;
    }
    if (operator === "not") {
      const inner = context.program.argument(call, 0);
      return inner ? read(context, inner, { ...where, must: "not" }, depth + 1) : unknown(where);
    }
    if (operator === "exists" || operator === "notExists") {
      const inner = context.program.argument(call, 0);
      if (!inner || !readInner(context, inner, where.draft, where.block)) unknown(where);
      const must = operator === "notExists" ? "not" : where.must;
      where.block.predicates.push(
        predicate({ column: null, operator: "other", against: "block", must, on: where.on, at: call.at }),
      );
      return;
    }
    compare(context, call, operator, where);
  }

  function compare(context: DrizzleContext, call: Call, name: string, where: Where): void {
    const { block, draft, must, on } = where;
    const operator = OPERATORS[name];
    const left = context.program.argument(call, 0);
    if (!operator || !left) return unknown(where);
    const side = sideOf(context, left, where);
    const right = context.program.argument(call, 1);
    const common = { operator, must, on, at: call.at };
    if (!right) {
      block.predicates.push(predicate({ ...common, ...side, against: "nothing" }));
      return;
    }
    const other = meant(context, right);
    if (other?.is === "column") {
      use(block, other.column, on === "join" ? "join" : "filter", other.at);
      block.predicates.push(predicate({ ...common, ...side, against: "column", other: other.column }));
      return;
    }
    const settled = unbound(context, right);
    if (isSql(context, settled)) {
      const columns = namedIn(context, settled, where);
      draft.complete = false;
      block.predicates.push(
        predicate({ ...common, ...side, against: "expression", columns: [...side.columns, ...columns] }),
      );
      return;
    }
    if (readInner(context, settled, draft, block)) {
      block.predicates.push(predicate({ ...common, ...side, against: "block" }));
      return;
    }
    const constant = constantOf(context.program, settled);
    const wildcard = operator.endsWith("like") ? wildcardOf(context.program, settled) : undefined;
    block.predicates.push(
      predicate({
        ...common,
        ...side,
        against: "value",
        ...(constant !== undefined && { constant }),
        ...(wildcard !== undefined && { wildcard }),
      }),
    );
  }

  /** The left side: a column, or what is done to one. */
  function sideOf(context: DrizzleContext, left: FileValue, where: Where) {
    const found = meant(context, left);
    if (found?.is === "column") {
      use(where.block, found.column, where.on === "join" ? "join" : "filter", found.at);
      return { column: found.column, expression: null, columns: [found.column] };
    }
    const settled = unbound(context, left);
    const columns = isSql(context, settled) ? namedIn(context, settled, where) : [];
    const expression = isSql(context, settled) ? functionOf(context, settled, columns) : null;
    if (expression === null) where.draft.complete = false;
    return { column: null, expression, columns };
  }

  /** `sql` in a condition, a query of its own, a helper of the project. */
  function readOther(context: DrizzleContext, call: Call, where: Where, depth: number): void {
    const value: FileValue = { file: call.file, value: { kind: "call", call: call.index } };
    if (isSql(context, value)) {
      const columns = namedIn(context, value, where);
      where.draft.complete = false;
      where.block.predicates.push(
        predicate({
          column: null,
          columns,
          operator: "other",
          against: "expression",
          must: where.must,
          on: where.on,
          at: call.at,
        }),
      );
      return;
    }
    const target = context.program.targetOf(call);
    const [only, ...more] = target?.record.returns ?? [];
    if (!target || !only || more.length > 0) return unknown(where);
    const bound = new Map(context.bound);
    for (const [index, argument] of call.record.arguments.entries())
      bound.set(parameterKey(target.file, target.index, index), unbound(context, { file: call.file, value: argument }));
    read({ ...context, bound }, { file: target.file, value: only }, where, depth + 1);
  }

  function unknown({ draft }: Where): void {
    draft.complete = false;
  }

  /** The columns in the holes of a `sql` template, each listed in the block. */
  function namedIn(context: DrizzleContext, value: FileValue, { block, on }: Where): readonly ColumnName[] {
    return columnsIn(context, value).map(({ column, at }) => {
      use(block, column, on === "join" ? "join" : "filter", at);
      return column;
    });
  }

  return { read };
}

/** The columns in the holes of a `sql` template. */
export function columnsIn(
  context: DrizzleContext,
  value: FileValue,
): readonly { readonly column: ColumnName; readonly at: TextPlace }[] {
  const found = (templateOf(context, value)?.holes ?? []).map((hole) =>
    meant(context, { file: value.file, value: hole }),
  );
  // With a table in it, it is a query of its own, and the columns may be of that one.
  if (found.some((each) => each !== null && each.is !== "column")) return [];
  return found.flatMap((each) => (each?.is === "column" ? [each] : []));
}

export function isSql(context: DrizzleContext, value: FileValue): boolean {
  return sqlCall(context, value) !== null;
}

/** The template of `sql`, also with `.as("x")` and the like behind it. */
export function templateOf(context: DrizzleContext, value: FileValue) {
  const first = sqlCall(context, value)?.record.arguments[0];
  if (first?.kind === "template") return first;
  return first?.kind === "literal" ? { parts: [String(first.value)], holes: [] } : null;
}

function sqlCall(context: DrizzleContext, value: FileValue): Call | null {
  let call = callOf(context.program, value);
  while (call && call.record.form !== "tag" && call.record.callee.root.kind === "call")
    call = context.program.tables.get(call.file)?.calls[call.record.callee.root.index] ?? null;
  if (!call || call.record.form !== "tag") return null;
  const { root, path } = call.record.callee;
  const name = path.at(-1) ?? (root.kind === "import" ? root.local : root.kind === "parameter" ? root.path.at(-1) : "");
  return name === "sql" ? call : null;
}

/** `lower(email)` of `sql`lower(${users.email})``; null for what is more than that. */
function functionOf(context: DrizzleContext, value: FileValue, columns: readonly ColumnName[]): string | null {
  const template = templateOf(context, value);
  const [column] = columns;
  if (!template || !column || template.parts.length !== 2) return null;
  const found = /^\s*(\w+)\(\s*$/.exec(template.parts[0] ?? "");
  return found && /^\s*\)\s*$/.test(template.parts[1] ?? "") ? `${found[1]?.toLowerCase()}(${column.name})` : null;
}

function operatorOf(context: DrizzleContext, call: Call): string | null {
  const { root, path } = call.record.callee;
  if (call.record.form !== "call") return null;
  // `(t, { eq }) => eq(…)` and `(t, ops) => ops.eq(…)` of the relational queries.
  if (root.kind === "parameter") {
    const name = [...root.path, ...path];
    return name.length === 1 && root.index > 0 && isOperator(name[0] as string) ? (name[0] as string) : null;
  }
  if (root.kind !== "import" && root.kind !== "name") return null;
  const signature = context.program.signatureOf(call) ?? "";
  const name = /^drizzle-orm(?:\/pg-core|\/sql)?\.(?:operators\.)?(\w+)$/.exec(signature)?.[1];
  return name !== undefined && isOperator(name) ? name : null;
}

function isOperator(name: string): boolean {
  return name in OPERATORS || /^(?:and|or|not|exists|notExists)$/.test(name);
}

function isUndefined(value: ValueFact): boolean {
  return (
    value.kind === "ref" &&
    value.ref.root.kind === "global" &&
    value.ref.root.name === "undefined" &&
    value.ref.path.length === 0
  );
}
