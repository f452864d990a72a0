import type { Node } from "libpg-query";
import type { SelectedColumn } from "pgsql-ast-parser";
import type { Reading } from "./reading.ts";

/** The select list or RETURNING. */
export function translateOutputs(columns: readonly SelectedColumn[] | null | undefined, reading: Reading): Node[] {
  return (columns ?? []).map((column) => ({
    ResTarget: {
      val: reading.expression(column.expr),
      ...(column.alias && { name: column.alias.name }),
      ...reading.places.start(column),
    },
  }));
}
