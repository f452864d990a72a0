import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange, ForeignKey, Index, Table } from "../../schema.ts";
import { columnNames } from "../tokens.ts";
import type { Effect, Work } from "./effect.ts";
import { Touched } from "./touched.ts";
import { typeChange, type TypeChange } from "./type-change.ts";

/** ALTER COLUMN … TYPE: what rests on the column (indexes, checks, foreign keys) is made again with it, cheaply where it can be. */
export function alterColumnType(folded: FoldedChange<ChangeOf<"alter-column-type">>, version: number): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const column = table?.column(change.column);
  const touched = new Touched(folded);
  if (table === undefined || column === undefined) return touched.one(table, "ACCESS EXCLUSIVE").effect();
  const verdict = typeChange(folded, column.type, version);
  const rewrite = verdict.rewritten
    ? ({ because: "type change", detail: `${column.type} → ${change.type.name}`, unless: verdict.unless } as const)
    : null;
  touched.family(table, "ACCESS EXCLUSIVE", (member) =>
    rewrite === null ? restsOn(member, change, verdict) : { rewrite },
  );
  for (const key of table.foreignKeys) {
    if (!key.columns.includes(change.column)) continue;
    const lookedUp = key.validated && !verdict.sameOperators;
    touched.one(before.table({ schema: key.references.schema, name: key.references.table }), "ACCESS EXCLUSIVE", {
      scanned: lookedUp,
    });
    if (lookedUp) touched.one(table, "ACCESS EXCLUSIVE", { scanned: true });
  }
  for (const key of table.referencedBy) {
    if (!key.references.columns.includes(change.column)) continue;
    touched.one(key.table, "ACCESS EXCLUSIVE", { scanned: isCheckedAgain(key, verdict) });
    if (isCheckedAgain(key, verdict)) touched.one(table, "ACCESS EXCLUSIVE", { scanned: true });
  }
  return touched.effect();
}

function isCheckedAgain(key: ForeignKey, verdict: TypeChange): boolean {
  return key.validated && !verdict.sameOperators;
}

/** Without a rewrite, checks of the column are made again and read the table; indexes stay when the operators and the collation do. */
function restsOn(table: Table, change: ChangeOf<"alter-column-type">, verdict: TypeChange): Work {
  const checked = table.checks.some((check) => check.validated && check.columns.includes(change.column));
  const reindexed = table.indexes.some((index) => isMadeAgain(index, change, verdict));
  return { scanned: checked || reindexed, reindexed };
}

function isMadeAgain(index: Index, change: ChangeOf<"alter-column-type">, verdict: TypeChange): boolean {
  const inExpressions = [...index.keys.map((key) => key.expression ?? ""), index.where ?? ""].some((text) =>
    columnNames(text).has(change.column),
  );
  const keyed = index.keys.some((key) => key.column === change.column);
  if (!keyed && !inExpressions && !index.include.includes(change.column)) return false;
  const plain = index.where === null && index.keys.every((key) => key.column !== null);
  return !plain || (keyed && (change.collation !== null || !verdict.sameOperators));
}
