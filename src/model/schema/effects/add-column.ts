import type { ChangeOf } from "../../../facts/changes.ts";
import type { ColumnDefinition } from "../../../facts/sql-parts.ts";
import type { FoldedChange } from "../../schema.ts";
import { domainNamed, isConstrained } from "./domains.ts";
import type { Effect, Rewrite, Work } from "./effect.ts";
import { Touched } from "./touched.ts";
import { volatilityOf } from "./volatility.ts";

/** ADD COLUMN: instant when each row can be given the same value, kept beside the table (PostgreSQL 11 and later). */
export function addColumn(folded: FoldedChange<ChangeOf<"add-column">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const touched = new Touched(folded);
  if (table === undefined) return touched.effect();
  const { column } = change;
  const there = table.column(column.name) !== undefined;
  const rewrite = there ? null : rewriteOf(folded, column);
  const filled = column.default !== null || column.type.serial || column.identity !== null || column.generated !== null;
  const work: Work = {
    rewrite,
    scanned:
      !there &&
      column.constraints.some(
        (constraint) => constraint.type !== "foreign key" && constraint.type !== "not null" && constraint.validated,
      ),
  };
  touched.family(table, "ACCESS EXCLUSIVE", work);
  for (const constraint of there ? [] : column.constraints) {
    if (constraint.references === null) continue;
    const target = before.table(constraint.references.table);
    // A column of nulls refers to nothing: there is no row to look up.
    touched.one(target, "SHARE ROW EXCLUSIVE", { scanned: filled });
    if (filled) touched.family(table, "ACCESS EXCLUSIVE", { scanned: true });
  }
  return touched.effect();
}

function rewriteOf({ before }: FoldedChange, column: ColumnDefinition): Rewrite | null {
  if (column.type.serial) return { because: "serial", detail: column.type.name, unless: null };
  if (column.identity !== null) return { because: "identity", detail: "nextval", unless: null };
  if (column.generated?.stored === true)
    return { because: "stored column", detail: column.generated.expression, unless: null };
  const domain = domainNamed(before.history, column.type.name);
  if (domain !== undefined && isConstrained(before.history, domain))
    return { because: "constrained domain", detail: domain.name.name, unless: null };
  const initial = column.default ?? domain?.default ?? null;
  if (initial === null) return null;
  const { volatile, calls } = volatilityOf(initial, before);
  if (volatile === "no") return null;
  return {
    because: "volatile default",
    detail: calls,
    unless: volatile === "yes" ? null : `${calls}() is STABLE or IMMUTABLE`,
  };
}
