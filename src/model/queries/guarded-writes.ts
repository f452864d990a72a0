import type { QueryBlock } from "../../facts/queries.ts";
import { aroundOf } from "../code/calls/around.ts";
import type { CodeFunction } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";
import type { Project } from "../project.ts";
import { relationOf } from "./relations.ts";
import { runOf } from "./runs.ts";
import { schemaQueries } from "./schema-queries.ts";

/** What makes a value unreadable: password hashes, digests, ciphers, by the names their libraries give them. */
const GUARDS =
  /(?:^|\.)(?:hash(?:Sync|Password|Token|Secret|ApiKey)?|scrypt(?:Sync)?|pbkdf2(?:Sync)?|createHash|createHmac|createCipheriv|encrypt\w*|seal|hmac|sha(?:256|512)\w*)$|\b(?:hash|encrypt)[A-Z]\w*$/;

const known = new WeakMap<Project, ReadonlySet<string>>();

/**
 * The columns, by path, into which code writes only where it hashes or encrypts something first: in the function that
 * sends the INSERT or UPDATE, or in one that calls it. Their names say less than what is written there.
 */
export function guardedColumns(project: Project): ReadonlySet<string> {
  let columns = known.get(project);
  if (!columns) known.set(project, (columns = read(project)));
  return columns;
}

function read(project: Project): ReadonlySet<string> {
  const guarded = new Map<string, boolean>();
  const writes = schemaQueries(project).filter(({ query }) => query.kind === "insert" || query.kind === "update");
  if (writes.length === 0) return new Set();
  const program = project.code.calls();
  for (const { query, schema } of writes) {
    const run = runOf(query, program);
    const hashes = run !== null && isGuarding(run.function, program);
    for (const { path } of query.blocks.flatMap((block) => writtenColumns(block, schema)))
      guarded.set(path, hashes && guarded.get(path) !== false);
  }
  return new Set([...guarded].flatMap(([path, all]) => (all ? [path] : [])));
}

function writtenColumns({ sources, written }: QueryBlock, schema: Parameters<typeof relationOf>[1]) {
  const [target] = sources;
  const relation = target?.join === "target" ? relationOf(target, schema) : null;
  if (relation?.is !== "table") return [];
  const { table } = relation;
  return (written ?? []).flatMap(({ name, value }) => (value === "null" ? [] : (table.column(name) ?? [])));
}

/** It calls a guard itself, or where it is a callback the function around it does, or one that calls it. */
function isGuarding(of: CodeFunction, program: CallProgram): boolean {
  const around = [of, ...parentsOf(of)];
  const callers = around.flatMap((each) => program.callersOf(each).map((call) => call.function));
  const takers = aroundOf(program)
    .takersOf(of)
    .map((call) => call.function);
  return [...around, ...callers, ...takers].some((each) =>
    each.calls.some(({ record }) => GUARDS.test(record.callee.path.at(-1) ?? rootName(record.callee.root))),
  );
}

function parentsOf(of: CodeFunction): readonly CodeFunction[] {
  const parents: CodeFunction[] = [];
  for (let at = of.parent; at && at.record.kind !== "module"; at = at.parent) parents.push(at);
  return parents;
}

function rootName(root: { readonly kind: string; readonly local?: string; readonly name?: string }): string {
  return root.local ?? root.name ?? "";
}
