import type { QuerySource, WrittenColumn } from "../../../../facts/queries.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import { membersOf, rowsOf } from "../../values.ts";
import { methodOf } from "../chains.ts";
import { boundOf, constantOf, writtenValue } from "../constants.ts";
import { use } from "../draft.ts";
import { readJoin, readWhere } from "./conditions.ts";
import { writtenText } from "./names.ts";
import { columnOf, given, outputs, type Reading, source, unknown } from "./reading.ts";

const JOINS: Readonly<Record<string, QuerySource["join"]>> = {
  join: "inner",
  innerJoin: "inner",
  leftJoin: "left",
  leftOuterJoin: "left",
  rightJoin: "right",
  rightOuterJoin: "right",
  fullJoin: "full",
  fullOuterJoin: "full",
  crossJoin: "cross",
};
/** They change nothing that is told here. */
const SILENT =
  /^(?:forUpdate|forShare|skipLocked|noWait|timeout|queryContext|transacting|debug|options|connection|execute|executeTakeFirst|executeTakeFirstOrThrow|stream|compile|toSQL|toString|toQuery|then|catch|finally)$/;

/** Reads one call of a chain: the words that Knex and Kysely share. */
export function readStep(reading: Reading, call: Call): void {
  const { program, block } = reading;
  const method = methodOf(call);
  const first = program.argument(call, 0);
  const join = JOINS[method];
  if (SILENT.test(method)) return;
  if (join) {
    source(reading, first, join, call.nameAt);
    return readJoin(reading, call);
  }
  if (readWhere(reading, call)) return;
  switch (method) {
    case "select":
    case "column":
    case "columns":
    case "pluck":
      return outputs(reading, given(reading, call), "read", call.nameAt);
    case "first":
      block.limit = { value: 1, at: call.nameAt };
      return outputs(reading, given(reading, call), "read", call.nameAt);
    case "distinct":
      block.grouped = true;
      return outputs(reading, given(reading, call), "read", call.nameAt);
    case "count":
    case "countDistinct":
    case "sum":
    case "min":
    case "max":
    case "avg":
      return readAggregate(reading, call);
    case "groupBy":
      block.grouped = true;
      return outputs(reading, given(reading, call), "group", call.nameAt);
    case "returning":
      return outputs(reading, given(reading, call), "return", call.nameAt);
    case "orderBy":
      return readOrder(reading, call);
    case "limit":
    case "offset":
      if (first) block[method] = boundOf(program, first, call.nameAt);
      return;
    case "onConflict":
      return readConflict(reading, call);
    case "merge":
    case "ignore":
      return;
    default:
      return unknown(reading);
  }
}

/** `count("* as n")`, `max("created_at")`. */
function readAggregate(reading: Reading, call: Call): void {
  const [first] = given(reading, call);
  const named = first && membersOf(reading.program, first);
  if (named) {
    // `sum({ total: "price" })`: by the names it gives.
    for (const { key } of named.members) reading.aliases.add(key);
    return unknown(reading);
  }
  const text = first ? writtenText(reading.program, first) : "*";
  const alias = /\s+as\s+(\S+)$/i.exec(text ?? "")?.[1];
  reading.aliases.add(alias ?? methodOf(call).toLowerCase());
  const name = text?.replace(/\s+as\s+\S+$/i, "").trim();
  if (name === undefined) unknown(reading);
  else if (name !== "*" && first) {
    const column = columnOf(reading, { ...first, value: { kind: "literal", value: name } });
    if (column) use(reading.block, column, "read", call.nameAt);
    else unknown(reading);
  }
  if (reading.block.outputs) reading.block.outputs = [...reading.block.outputs, null];
}

/** `("a", "desc")`, `("a desc")`, `[{ column: "a", order: "desc" }, "b"]`. */
function readOrder(reading: Reading, call: Call): void {
  const { program } = reading;
  const [first, second] = [program.argument(call, 0), program.argument(call, 1)];
  const list = first && program.valueOf(first);
  if (list?.value.kind === "array") {
    if (list.value.open) unknown(reading);
    for (const item of list.value.items) {
      const value = program.valueOf({ file: list.file, value: item });
      const column = program.memberOf(value, ["column"]);
      const order = program.memberOf(value, ["order"]);
      if (value.value.kind !== "object") orderKey(reading, value, null, call);
      else if (column.is === "value") orderKey(reading, column.value, order.is === "value" ? order.value : null, call);
      else unknown(reading);
    }
  } else if (first) orderKey(reading, first, second, call);
}

function orderKey(reading: Reading, key: FileValue, direction: FileValue | null, call: Call): void {
  const column = columnOf(reading, key);
  const said = direction ? constantOf(reading.program, direction) : "asc";
  if (typeof said !== "string") unknown(reading);
  if (!column) return unknown(reading);
  use(reading.block, column, "order", call.nameAt);
  reading.block.order.push({
    column,
    expression: null,
    descending: typeof said === "string" && /^desc\b/i.test(said),
    nulls: null,
    at: call.nameAt,
  });
}

function readConflict(reading: Reading, call: Call): void {
  const names: string[] = [];
  for (const value of given(reading, call)) {
    const column = columnOf(reading, value);
    if (!column) return unknown(reading);
    names.push(column.name);
    use(reading.block, { qualifier: null, name: column.name }, "conflict", call.nameAt);
  }
  reading.block.conflict = names.length > 0 ? names : null;
}

/** The columns that rows or an assignment give. */
export function readWritten(reading: Reading, value: FileValue | null): void {
  const { block } = reading;
  const found = value && rowsOf(reading.program, value);
  if (!found || found.open) unknown(reading);
  const written = new Map<string, WrittenColumn>();
  let known = false;
  for (const row of found?.rows ?? []) {
    const members = membersOf(reading.program, row);
    if (!members || members.open) unknown(reading);
    known ||= members !== null;
    for (const { key, value: own, at } of members?.members ?? [])
      written.set(key, { name: reading.rename(key), value: writtenValue(own.value), at });
  }
  block.written = known ? [...written.values()] : null;
  for (const { name, at } of written.values())
    block.columns.push({ qualifier: null, name: reading.rename(name), use: "write", at });
}
