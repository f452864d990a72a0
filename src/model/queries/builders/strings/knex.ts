import type { Query } from "../../../../facts/queries.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { chainOf } from "../../values.ts";
import { chainsOf, methodOf } from "../chains.ts";
import { QueryDraft } from "../draft.ts";
import { tableNamed, writtenText } from "./names.ts";
import { dropAliases, given, outputs, type Reading, source, unknown } from "./reading.ts";
import { readStep, readWritten } from "./steps.ts";

/** What a client of Knex is called, where nothing else tells what it is. */
const CLIENT = /^_?(?:db|knex|trx|tx|transaction|database|conn|connection|qb|read|write)$|(?:knex|trx|Db)$/;
const METHODS =
  /^(?:select|column|columns|distinct|first|pluck|count|countDistinct|sum|min|max|avg|insert|update|del|delete|increment|decrement|from|into|table|returning|orderBy\w*|groupBy\w*|limit|offset|onConflict|merge|ignore|(?:and|or)?[wW]here\w*|\w*[jJ]oin|having\w*|as|modify|clone|with|clearSelect|forUpdate|transacting|union\w*|truncate)$/;
/** What takes a query as a part of another. */
const TAKES =
  /[wW]here(?:Not)?(?:In|Exists)?$|^(?:with|withMaterialized|withRecursive|union\w*|from|insert|select|\w*[jJ]oin)$/;
const AGGREGATES = /^(?:count|countDistinct|sum|min|max|avg)$/;

/** The queries that code makes by calls of Knex, by file and place. */
export function* knexQueries(program: CallProgram): Generator<Query> {
  const chains = chainsOf(program);
  const parts = partsOf(program);
  for (const call of program.calls()) {
    if (call.record.form !== "call") continue;
    const start = startOf(program, call);
    if (!start) continue;
    const rest = chains.after(call);
    const end = rest.findIndex((step) => !METHODS.test(methodOf(step)));
    const chain = [...(start === "chain" ? [call] : []), ...(end < 0 ? rest : rest.slice(0, end))];
    const table = start === "chain" ? tableIn(program, chain) : program.argument(call, 0);
    if (!table || !isKnex(program, call, table, chain.length > 0)) continue;
    if (chain.some((step) => /^(?:as|truncate|modify|clone)$/.test(methodOf(step)))) continue;
    if (parts.taken.has(chain.at(-1) ?? call)) continue;
    yield read(program, call, chain, table, parts.named.get(call.file));
  }
}

/** The calls that are parts of other queries, and by file the names that WITH gives. */
function partsOf(program: CallProgram) {
  const taken = new Set<Call>();
  const named = new Map<string, Set<string>>();
  for (const call of program.calls()) {
    const method = methodOf(call);
    if (!TAKES.test(method)) continue;
    for (const value of call.record.arguments) {
      const inner = value.kind === "call" ? program.tables.get(call.file)?.calls[value.call] : undefined;
      if (inner) taken.add(inner);
    }
    const first = method.startsWith("with") ? program.argument(call, 0) : null;
    const name = first && writtenText(program, first);
    if (!name) continue;
    const names = named.get(call.file);
    if (names) names.add(name);
    else named.set(call.file, new Set([name]));
  }
  return { taken, named };
}

/** `db("users")` names the table at once; `db.select("id").from("users")` says it later. */
function startOf(program: CallProgram, call: Call): "table" | "chain" | null {
  const { root, path } = call.record.callee;
  if (root.kind === "call" || call.record.arguments.length === 0) return null;
  const name = path.at(-1) ?? nameOf(program, call);
  if (CLIENT.test(name)) return "table";
  if (!/^(?:select|from|table|insert|into|distinct|count|first|column|columns|where)$/.test(name)) return null;
  return CLIENT.test(path.at(-2) ?? nameOf(program, call)) && path.length > 0 ? "chain" : null;
}

function nameOf(program: CallProgram, { file, record }: Call): string {
  const { root } = record.callee;
  const facts = program.tables.get(file)?.facts;
  switch (root.kind) {
    case "name":
      return facts?.names[root.index]?.name ?? "";
    case "import":
      return root.local;
    case "parameter":
      return root.path.at(-1) ?? facts?.functions[root.function]?.parameters[root.index]?.name ?? "";
    default:
      return "";
  }
}

function tableIn(program: CallProgram, chain: readonly Call[]): FileValue | null {
  const step = chain.find((each) => /^(?:from|into|table)$/.test(methodOf(each)));
  return step ? program.argument(step, 0) : null;
}

/** By where the client comes from; else by a text that names a table. Another library's client is none. */
function isKnex(program: CallProgram, call: Call, table: FileValue, goesOn: boolean): boolean {
  const [first = call] = chainOf(program, call);
  const signature = program.signatureOf(first);
  if (signature !== null && program.originOf(first).kind !== "global") return /\bknex\b.*\(\)/i.test(signature);
  const text = goesOn ? writtenText(program, table) : null;
  return text !== null && tableNamed(text) !== null;
}

function read(
  program: CallProgram,
  call: Call,
  chain: readonly Call[],
  table: FileValue,
  withs: ReadonlySet<string> | undefined,
): Query {
  const draft = new QueryDraft();
  const methods = chain.map(methodOf);
  const kind = methods.includes("insert")
    ? "insert"
    : methods.some((method) => /^(?:update|increment|decrement)$/.test(method))
      ? "update"
      : methods.some((method) => /^del(?:ete)?$/.test(method))
        ? "delete"
        : "select";
  const last = chain.at(-1) ?? call;
  const block = draft.block(kind, last.at);
  const chains = chainsOf(program);
  const reading: Reading = {
    program,
    chains,
    draft,
    block,
    rename: (name) => name,
    withs: withs ?? new Set(),
    aliases: new Set(),
  };
  source(reading, table, kind === "select" ? "from" : "target", call.nameAt);
  if (chains.goesOn(last, METHODS)) unknown(reading);
  for (const step of chain) readOwn(reading, step);
  dropAliases(reading);
  if (kind === "select" && block.outputs?.length === 0 && !block.grouped) {
    block.stars.push({ qualifier: null, at: call.nameAt });
    block.outputs = null;
  }
  const chosen = methods.filter((method) => /^(?:select|column|columns|pluck|first|distinct)$/.test(method));
  block.single ||=
    kind === "select" && methods.some((method) => AGGREGATES.test(method)) && chosen.length === 0 && !block.grouped;
  return draft.finish("knex", call, last.at);
}

/** The words that Kysely does not have. */
function readOwn(reading: Reading, step: Call): void {
  const { program, block } = reading;
  switch (methodOf(step)) {
    case "from":
    case "into":
    case "table":
    case "del":
    case "delete":
      return outputs(reading, methodOf(step).startsWith("del") ? given(reading, step) : [], "return", step.nameAt);
    case "insert": {
      const rows = program.argument(step, 0);
      readWritten(reading, rows);
      block.single = rows !== null && program.valueOf(rows).value.kind === "object";
      return outputs(reading, given(reading, step, 1), "return", step.nameAt);
    }
    case "update": {
      const first = program.argument(step, 0);
      const second = program.argument(step, 1);
      const name = first && writtenText(program, first);
      if (first && second && name)
        return readWritten(reading, {
          file: first.file,
          value: {
            kind: "object",
            members: [{ key: name, value: second.value, at: step.record.name }],
            open: false,
            at: step.record.name,
          },
        });
      readWritten(reading, first);
      return outputs(reading, given(reading, step, 1), "return", step.nameAt);
    }
    case "increment":
    case "decrement": {
      const first = program.argument(step, 0);
      const name = first && writtenText(program, first);
      if (!name) return unknown(reading);
      block.written = [{ name, value: "other", at: step.nameAt }];
      for (const use of ["write", "read"] as const) block.columns.push({ qualifier: null, name, use, at: step.nameAt });
      return;
    }
    default:
      return readStep(reading, step);
  }
}
