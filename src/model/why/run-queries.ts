import type { CodeFunction } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";
import type { Project } from "../project.ts";
import { runOf } from "../queries/runs.ts";
import { schemaQueries, type SchemaQuery } from "../queries/schema-queries.ts";
import { type TableUse, tableUses } from "./table-uses.ts";

/** A query with the function that sends it. */
export interface RunQuery {
  readonly of: SchemaQuery;
  /** Null where that is not seen. */
  readonly function: CodeFunction | null;
  readonly uses: readonly TableUse[];
}

const known = new WeakMap<Project, readonly RunQuery[]>();

/** Every query whose schema is known, by file and place. */
export function runQueries(project: Project): readonly RunQuery[] {
  let queries = known.get(project);
  if (!queries) {
    const all = schemaQueries(project);
    const program = all.length > 0 ? project.code.calls() : null;
    known.set(
      project,
      (queries = all.map((of) => ({ of, function: program && sentBy(of, program), uses: tableUses(of) }))),
    );
  }
  return queries;
}

/** By the call that sends it; where none is seen, the function it stands in. */
function sentBy({ query }: SchemaQuery, program: CallProgram): CodeFunction | null {
  const run = runOf(query, program);
  if (run) return run.function;
  let inner: CodeFunction | null = null;
  for (const each of program.tables.get(query.file)?.functions ?? []) {
    if (each.at.start > query.at.start || each.at.end < query.at.end) continue;
    if (!inner || each.at.end - each.at.start < inner.at.end - inner.at.start) inner = each;
  }
  return inner;
}
