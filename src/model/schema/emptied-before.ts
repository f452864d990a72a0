import type { FoldedChange, Table } from "../schema.ts";

/** Whether the table lost its rows earlier in the same step, by TRUNCATE or a DELETE without WHERE: nothing is left to read, to write anew or to refuse. */
export function isEmptiedBefore(folded: FoldedChange, table: Table): boolean {
  for (
    let earlier = folded.previous;
    earlier !== undefined && earlier.step === folded.step;
    earlier = earlier.previous
  ) {
    const { change, before } = earlier;
    if (change.kind === "truncate" && change.tables.some((name) => before.table(name)?.anchor === table.anchor))
      return true;
    if (change.kind === "delete" && !change.hasWhere && before.table(change.table)?.anchor === table.anchor)
      return true;
  }
  return false;
}
