import type { Query } from "../../facts/queries.ts";
import type { Call } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";
import { runOf } from "./runs.ts";

/** Where a query runs again and again: in a loop itself, or by a function that is called `through` a loop. */
export function runsInLoop(query: Query, program: CallProgram): { readonly through: Call | null } | null {
  const run = runOf(query, program);
  if (!run) return null;
  if (run.record.loop) return { through: null };
  // One step further: what happens on a condition, or in what a loop calls twice removed, may happen seldom.
  if (run.record.conditional) return null;
  const through = program.callersOf(run.function).find(({ record }) => record.loop && !record.conditional);
  return through ? { through } : null;
}
