import type { Query, QueryBlock } from "../../../../facts/queries.ts";
import type { Call } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { membersOf } from "../../values.ts";
import { chainsOf, methodOf } from "../chains.ts";
import { constantOf } from "../constants.ts";
import { predicate, QueryDraft, use } from "../draft.ts";
import { writtenText } from "./names.ts";
import { columnOf, dropAliases, given, outputs, type Reading, source, unknown } from "./reading.ts";
import { readStep, readWritten } from "./steps.ts";

const STARTS: ReadonlyMap<string, QueryBlock["kind"]> = new Map([
  ["selectFrom", "select"],
  ["insertInto", "insert"],
  ["updateTable", "update"],
  ["deleteFrom", "delete"],
]);
/** They send what was built, and change nothing of it. */
const SENDS = /^(?:execute\w*|stream|compile|explain|then|catch|finally)$/;
const COMPARES = /^(?:=|<>|!=|<|<=|>|>=)$/;

/** The queries that code makes by calls of Kysely, by file and place. */
export function* kyselyQueries(program: CallProgram): Generator<Query> {
  let rename: Reading["rename"] | undefined;
  const chains = chainsOf(program);
  for (const call of program.calls()) {
    const kind = STARTS.get(methodOf(call));
    if (!kind || call.record.form !== "call" || isInner(program, call)) continue;
    const rest = chains.after(call);
    const sent = rest.findIndex((step) => SENDS.test(methodOf(step)));
    const steps = sent < 0 ? rest : rest.slice(0, sent);
    if (rest.length === 0) continue;
    rename ??= renaming(program);
    const draft = new QueryDraft();
    const block = draft.block(kind, (steps.at(-1) ?? call).at);
    const reading: Reading = {
      program,
      chains,
      draft,
      block,
      rename,
      withs: withsIn(program, call),
      aliases: new Set(),
    };
    const tables = given(reading, call);
    for (const [index, table] of tables.entries())
      source(reading, table, kind === "select" ? (index > 0 ? "cross" : "from") : "target", call.nameAt);
    // What is sent is whole; what is kept may be added to.
    if (sent < 0) unknown(reading);
    for (const step of steps) readOwn(reading, step);
    dropAliases(reading);
    yield draft.finish("kysely", call, (steps.at(-1) ?? call).at);
  }
}

/** `eb.selectFrom(…)` stands inside of another query; `trx.selectFrom(…)` does not. */
function isInner(program: CallProgram, { file, record }: Call): boolean {
  const { root, path } = record.callee;
  if (root.kind !== "parameter") return false;
  const parameter = program.tables.get(file)?.functions[root.function]?.record.parameters[root.index];
  const name = [...root.path, ...path].at(-2) ?? parameter?.name ?? "";
  return (
    root.path.length > 0 ||
    !/^(?:db|trx|tx|transaction|connection|conn|kysely|client|database)$|(?:db|trx|kysely)$/i.test(name)
  );
}

/** Names that WITH gives before the query begins: `db.with("recent", …).selectFrom("recent")`. */
function withsIn(program: CallProgram, call: Call): ReadonlySet<string> {
  const names = new Set<string>();
  let { root } = call.record.callee;
  while (root.kind === "call") {
    const before: Call | undefined = program.tables.get(call.file)?.calls[root.index];
    if (!before) break;
    const first = methodOf(before).startsWith("with") ? program.argument(before, 0) : null;
    const name = first && writtenText(program, first);
    if (name) names.add(name.replace(/\(.*$/s, ""));
    ({ root } = before.record.callee);
  }
  return names;
}

/** The plugin that lets code say `firstName` for `first_name`. */
function renaming(program: CallProgram): Reading["rename"] {
  for (const { record } of program.calls()) {
    const { root, path } = record.callee;
    const name = path.at(-1) ?? (root.kind === "import" ? root.local : "");
    if (record.form === "new" && name === "CamelCasePlugin")
      return (each) => each.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  }
  return (each) => each;
}

/** The words that Knex does not have, or means otherwise. */
function readOwn(reading: Reading, step: Call): void {
  const { program, block } = reading;
  const first = program.argument(step, 0);
  switch (methodOf(step)) {
    case "selectAll":
    case "returningAll": {
      const qualifier = first && writtenText(program, first);
      if (first && !qualifier) unknown(reading);
      block.stars.push({ qualifier, at: step.nameAt });
      block.outputs = null;
      return;
    }
    case "values":
      readWritten(reading, first);
      block.single = first !== null && program.valueOf(first).value.kind === "object";
      return;
    case "set":
      return readWritten(reading, first);
    case "whereRef":
      return readReference(reading, step);
    case "where":
      // Every comparison says how; a bare object, or a function of expressions, is read as far as it is plain.
      if (step.record.arguments.length === 3) return readStep(reading, step);
      block.filtered = true;
      return unknown(reading);
    case "distinct":
      block.grouped = true;
      return;
    case "distinctOn":
      block.grouped = true;
      return outputs(reading, given(reading, step), "group", step.nameAt);
    case "onConflict":
      return readConflict(reading, step);
    case "innerJoin":
    case "leftJoin":
    case "rightJoin":
    case "fullJoin":
      if (step.record.arguments.length !== 3) unknown(reading);
      return readStep(reading, step);
    default:
      return readStep(reading, step);
  }
}

/** `whereRef("a.id", "=", "b.a_id")`. */
function readReference(reading: Reading, step: Call): void {
  const { program, block } = reading;
  const [left, middle, right] = given(reading, step);
  const [column, other] = [left && columnOf(reading, left), right && columnOf(reading, right)];
  const operator = middle && constantOf(program, middle);
  block.filtered = true;
  if (!column || !other || typeof operator !== "string" || !COMPARES.test(operator)) return unknown(reading);
  const at = step.nameAt;
  use(block, column, "filter", at);
  use(block, other, "filter", at);
  const said = operator === "!=" ? "<>" : (operator as "=");
  block.predicates.push(predicate({ column, operator: said, against: "column", other, must: "all", on: "where", at }));
}

/** `onConflict((oc) => oc.column("email").doUpdateSet({ name }))`. */
function readConflict(reading: Reading, step: Call): void {
  const { program, block } = reading;
  const [callback] = program.callbacksOf(step);
  const names: string[] = [];
  for (const call of callback?.calls ?? []) {
    const method = methodOf(call);
    const first = program.argument(call, 0);
    if (method === "column" || method === "columns")
      for (const value of given(reading, call)) {
        const column = columnOf(reading, value);
        if (!column) return unknown(reading);
        names.push(column.name);
        use(block, { qualifier: null, name: column.name }, "conflict", call.nameAt);
      }
    else if (method === "doUpdateSet" && first) {
      const members = membersOf(program, first);
      if (!members || members.open) unknown(reading);
      for (const { key, at } of members?.members ?? [])
        use(block, { qualifier: null, name: reading.rename(key) }, "write", at);
    } else if (method !== "doNothing") unknown(reading);
  }
  if (!callback) unknown(reading);
  block.conflict = names.length > 0 ? names : null;
}
