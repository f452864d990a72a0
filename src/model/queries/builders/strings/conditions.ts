import type { ColumnName, Predicate } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import { membersOf } from "../../values.ts";
import { methodOf } from "../chains.ts";
import { constantOf, wildcardOf } from "../constants.ts";
import { predicate, use } from "../draft.ts";
import { columnOf, type Reading, unknown } from "./reading.ts";

const OPERATORS: Readonly<Record<string, Predicate["operator"]>> = {
  "=": "=",
  "==": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  in: "in",
  "not in": "not in",
  like: "like",
  ilike: "ilike",
  "not like": "not like",
  "@>": "@>",
};
/** The methods whose name says how they compare. */
const NAMED: Readonly<Record<string, Predicate["operator"]>> = {
  In: "in",
  NotIn: "not in",
  Null: "is null",
  NotNull: "is not null",
  Between: "between",
  Like: "like",
  ILike: "ilike",
};
const METHOD = /^(and|or)?[wW]here(NotIn|NotNull|In|Null|Between|Like|ILike|Not)?$/;

/** Reads `where("a", 1)`, `orWhereIn("b", list)`, `where({ a: 1 })`; gives whether it was such a call. */
export function readWhere(reading: Reading, call: Call): boolean {
  const found = METHOD.exec(methodOf(call));
  if (!found) return false;
  const [, joined, suffix] = found;
  const named = suffix === "Not" ? undefined : suffix;
  reading.block.filtered = true;
  const { program, block } = reading;
  const first = program.argument(call, 0);
  if (call.record.conditional || !first) unknown(reading);
  if (!first) return true;
  const before = block.predicates.length;
  const must = suffix === "Not" ? "not" : "all";
  const known = program.valueOf(first);
  const [callback] = program.callbacksOf(call);
  if (callback) readGroup(reading, call, callback);
  else if (known.value.kind === "object") readObject(reading, known, must);
  else readColumn(reading, call, first, named === undefined ? null : (NAMED[named] ?? "other"), must);
  if (joined === "or") {
    const where = block.predicates.filter(({ on }) => on === "where").length;
    // `a AND b OR c`: each of them may be false.
    if (where > 1 || before === 0) weaken(reading, 0);
  }
  return true;
}

/** What stands beside an OR need not hold. */
function weaken({ block }: Reading, from: number): void {
  block.predicates = block.predicates.map((each, index) =>
    index >= from && each.on === "where" && each.must === "all" ? { ...each, must: "some" } : each,
  );
}

/** `where((qb) => qb.where("a", 1).orWhere("b", 2))`: a group in brackets. */
function readGroup(
  reading: Reading,
  call: Call,
  callback: NonNullable<ReturnType<Reading["program"]["callbacksOf"]>[0]>,
): void {
  const outer = reading.block.predicates;
  reading.block.predicates = [];
  const starts = callback.calls.filter(
    ({ record }) =>
      record.callee.path.length === 1 &&
      ((record.callee.root.kind === "parameter" && record.callee.root.function === callback.index) ||
        record.callee.root.kind === "this" ||
        record.callee.root.kind === "other"),
  );
  const steps = starts.flatMap((start) => [start, ...reading.chains.after(start)]);
  if (steps.length === 0 || !steps.every((step) => readWhere(reading, step))) unknown(reading);
  if (methodOf(call).startsWith("whereNot"))
    reading.block.predicates = reading.block.predicates.map((each) => ({ ...each, must: "not" }));
  reading.block.predicates = [...outer, ...reading.block.predicates];
}

function readObject(reading: Reading, given: FileValue, must: Predicate["must"]): void {
  const members = membersOf(reading.program, given);
  if (!members || members.open) unknown(reading);
  for (const { key, value, at } of members?.members ?? []) {
    const column = columnOf(reading, { file: given.file, value: { kind: "literal", value: key } });
    if (column) compare(reading, column, "=", value, must, at);
    else unknown(reading);
  }
}

/** `("a", 1)`, `("a", ">", 1)`, `("a", list)` of `whereIn`. */
function readColumn(
  reading: Reading,
  call: Call,
  first: FileValue,
  named: Predicate["operator"] | null,
  must: Predicate["must"],
): void {
  const column = columnOf(reading, first);
  if (!column) return unknown(reading);
  const second = reading.program.argument(call, 1);
  const third = reading.program.argument(call, 2);
  if (named !== null || !third) {
    // A bare `where("active")` is `active = true` to none of them.
    if (!second && named !== "is null" && named !== "is not null") return unknown(reading);
    return compare(reading, column, named ?? "=", second, must, call.nameAt);
  }
  const written = second && constantOf(reading.program, second);
  const operator = typeof written === "string" ? written.toLowerCase() : "";
  if (operator === "is" || operator === "is not") {
    const isNull = third.value.kind === "literal" && third.value.value === null;
    if (!isNull) unknown(reading);
    return compare(
      reading,
      column,
      isNull ? (operator === "is" ? "is null" : "is not null") : "other",
      null,
      must,
      call.nameAt,
    );
  }
  if (!(operator in OPERATORS)) unknown(reading);
  compare(reading, column, OPERATORS[operator] ?? "other", third, must, call.nameAt);
}

function compare(
  reading: Reading,
  column: ColumnName,
  operator: Predicate["operator"],
  value: FileValue | null,
  must: Predicate["must"],
  at: TextPlace,
): void {
  const { block, program } = reading;
  use(block, column, "filter", at);
  const known = value && program.valueOf(value);
  const common = { column, must, on: "where" as const, at };
  if (!known || operator === "is null" || operator === "is not null") {
    block.predicates.push(predicate({ ...common, operator, against: "nothing" }));
    return;
  }
  if (known.value.kind === "literal" && known.value.value === null) {
    const negated = operator === "<>";
    block.predicates.push(predicate({ ...common, operator: negated ? "is not null" : "is null", against: "nothing" }));
    return;
  }
  // What a call or a callback makes may be a query or raw SQL; a value of the project's own functions is one.
  if (known.value.kind === "function" || known.value.kind === "call") {
    const call = known.value.kind === "call" ? program.tables.get(known.file)?.calls[known.value.call] : undefined;
    if (call?.record.use === "awaited") {
      block.predicates.push(predicate({ ...common, operator, against: "value" }));
      return;
    }
    if (
      !call ||
      /^(?:raw|ref|select|from|selectFrom|fn)$/.test(methodOf(call)) ||
      call.record.callee.root.kind === "call" ||
      call.record.form === "tag"
    ) {
      unknown(reading);
      block.predicates.push(predicate({ ...common, operator, against: "expression" }));
      return;
    }
  }
  const constant = operator === "in" || operator === "not in" ? undefined : constantOf(program, known);
  const wildcard = operator.endsWith("like") ? wildcardOf(program, known) : undefined;
  block.predicates.push(
    predicate({
      ...common,
      operator,
      against: "value",
      ...(constant !== undefined && { constant }),
      ...(wildcard !== undefined && { wildcard }),
    }),
  );
}

/** `("a.id", "b.a_id")`, `("a.id", "=", "b.a_id")`, `{ "a.id": "b.a_id" }` of a join. */
export function readJoin(reading: Reading, call: Call): void {
  const second = reading.program.argument(call, 1);
  if (!second) return;
  const known = reading.program.valueOf(second);
  if (known.value.kind === "object") {
    const members = membersOf(reading.program, known);
    if (!members || members.open) unknown(reading);
    for (const { key, value, at } of members?.members ?? [])
      joined(reading, { file: known.file, value: { kind: "literal", value: key } }, value, "=", at);
    return;
  }
  const [third, fourth] = [reading.program.argument(call, 2), reading.program.argument(call, 3)];
  const operator = fourth && third ? constantOf(reading.program, third) : "=";
  const right = fourth ?? third;
  if (!right || typeof operator !== "string") return unknown(reading);
  joined(reading, second, right, OPERATORS[operator] ?? "other", call.nameAt);
}

function joined(
  reading: Reading,
  left: FileValue,
  right: FileValue,
  operator: Predicate["operator"],
  at: TextPlace,
): void {
  const [column, other] = [columnOf(reading, left), columnOf(reading, right)];
  if (!column || !other) return unknown(reading);
  use(reading.block, column, "join", at);
  use(reading.block, other, "join", at);
  reading.block.predicates.push(predicate({ column, operator, against: "column", other, must: "all", on: "join", at }));
}
