import type { Query } from "../../../../facts/queries.ts";
import type { Call } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { methodOf } from "../chains.ts";
import { QueryDraft } from "../draft.ts";
import { type DrizzleContext, drizzleContext, meant } from "./context.ts";
import { readRelational } from "./relational.ts";
import { readCondition, readSelect } from "./select.ts";
import { readWrite } from "./writes.ts";

const STEPS =
  /^(?:from|where|having|orderBy|limit|offset|groupBy|returning|set|values|select|overridingSystemValue|for|as|\$dynamic|onConflict\w+|\w+Join|\w+JoinLateral|union\w*|intersect\w*|except\w*|execute|prepare)$/;

/** The queries that code makes by calls of Drizzle, by file and place. */
export function* drizzleQueries(program: CallProgram): Generator<Query> {
  const context = drizzleContext(program);
  if (context.tables.entities.length === 0) return;
  for (const call of program.calls()) {
    if (call.record.form !== "call") continue;
    const query = queryAt(context, call);
    if (query) yield query;
  }
}

function queryAt(context: DrizzleContext, call: Call): Query | null {
  switch (methodOf(call)) {
    case "select":
    case "selectDistinct":
    case "selectDistinctOn":
      return selectAt(context, call);
    case "insert":
    case "update":
    case "delete":
      return writeAt(context, call);
    case "findMany":
    case "findFirst":
      return relationalAt(context, call);
    case "$count":
      return countAt(context, call);
    default:
      return null;
  }
}

/** A SELECT that stands for itself: one that is part of another query is read there. */
function selectAt(context: DrizzleContext, call: Call): Query | null {
  const rest = stepsAfter(context, call);
  const from = rest.find((step) => methodOf(step) === "from");
  const given = from && context.program.argument(from, 0);
  const source = given && meant(context, given);
  if (!source || source.is === "column" || isPart(context, call, rest)) return null;
  const draft = new QueryDraft();
  readSelect(context, { first: call, rest }, draft, "main", -1);
  return draft.finish("drizzle", call, (rest.at(-1) ?? call).at);
}

function writeAt(context: DrizzleContext, call: Call): Query | null {
  const given = context.program.argument(call, 0);
  const target = given && meant(context, given);
  if (target?.is !== "table") return null;
  const rest = stepsAfter(context, call);
  const draft = new QueryDraft();
  readWrite(context, call, rest, methodOf(call) as "insert" | "update" | "delete", target.entity, draft);
  return draft.finish("drizzle", call, (rest.at(-1) ?? call).at);
}

function relationalAt(context: DrizzleContext, call: Call): Query | null {
  const path = call.record.callee.path;
  const name = path.at(-2);
  const isQuery = path.at(-3) === "query" || (path.length === 2 && rootName(context, call) === "query");
  const entity = isQuery && name !== undefined ? context.tables.named(name) : null;
  if (!entity) return null;
  const draft = new QueryDraft();
  readRelational(context, call, entity, draft);
  return draft.finish("drizzle", call, call.at);
}

/** `db.$count(users, eq(users.role, "admin"))`. */
function countAt(context: DrizzleContext, call: Call): Query | null {
  const given = context.program.argument(call, 0);
  const table = given && meant(context, given);
  if (table?.is !== "table") return null;
  const draft = new QueryDraft();
  const block = draft.block("select", call.at);
  draft.source(block, table.entity, "from", call.nameAt, table.alias);
  block.single = true;
  block.outputs = [null];
  const condition = context.program.argument(call, 1);
  block.filtered = condition !== null;
  if (condition) readCondition(context, condition, { draft, block, on: "where", must: "all" });
  return draft.finish("drizzle", call, call.at);
}

function stepsAfter(context: DrizzleContext, call: Call): readonly Call[] {
  const after = context.chains.after(call);
  const end = after.findIndex((step) => !STEPS.test(methodOf(step)));
  return end < 0 ? after : after.slice(0, end);
}

function isPart(context: DrizzleContext, call: Call, rest: readonly Call[]): boolean {
  if (rest.some((step) => methodOf(step) === "as")) return true;
  const last = rest.at(-1) ?? call;
  return context.takenBy(last);
}

function rootName({ program }: DrizzleContext, call: Call): string | undefined {
  const { root } = call.record.callee;
  return root.kind === "name" ? program.tables.get(call.file)?.facts.names[root.index]?.name : undefined;
}
