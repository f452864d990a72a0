import type { Subject } from "../../findings/place.ts";
import type { Column } from "../schema.ts";

/** A column, framed at its type: where the last change of it was written. */
export function typeOf(column: Column): Subject {
  return { at: column.typeAt, anchor: column.anchor, within: column.within ?? column.at };
}
