import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { FoldedChange, Table } from "../schema.ts";

/**
 * The table of a change, when it was there before the release: it may hold rows, and the release that still runs may use
 * it. `undefined` for one of this release, a temporary one, one this history never made, and for a change that may not
 * happen.
 */
export function liveTable({ before, step, statement, refusal }: FoldedChange, name: QualifiedName): Table | undefined {
  if (statement.certainty !== "certain" || refusal !== null) return undefined;
  const table = before.table(name);
  return table === undefined || table.temporary || step.releasedWith(table.createdBy) ? undefined : table;
}
