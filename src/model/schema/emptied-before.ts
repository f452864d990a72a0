import type { FoldedChange, Table } from "../schema.ts";

/** The tables that have lost their rows in the step, up to a change and with it: worked out once, however long the step. */
const emptiedWith = new WeakMap<FoldedChange, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

/** Whether the table lost its rows earlier in the same step, by TRUNCATE or a DELETE without WHERE: nothing is left to read, to write anew or to refuse. */
export function isEmptiedBefore(folded: FoldedChange, table: Table): boolean {
  const { previous } = folded;
  return previous !== undefined && previous.step === folded.step && emptiedUpTo(previous).has(table.anchor);
}

function emptiedUpTo(last: FoldedChange): ReadonlySet<string> {
  const open: FoldedChange[] = [];
  let known: ReadonlySet<string> = none;
  for (let at: FoldedChange | undefined = last; at !== undefined && at.step === last.step; at = at.previous) {
    const before = emptiedWith.get(at);
    if (before !== undefined) {
      known = before;
      break;
    }
    open.push(at);
  }
  for (const folded of open.toReversed()) {
    const emptied = emptiedBy(folded);
    if (emptied.length > 0) known = new Set([...known, ...emptied]);
    emptiedWith.set(folded, known);
  }
  return known;
}

function emptiedBy({ change, before }: FoldedChange): readonly string[] {
  if (change.kind === "delete" && change.hasWhere) return [];
  const names = change.kind === "truncate" ? change.tables : change.kind === "delete" ? [change.table] : [];
  return names.flatMap((name) => before.table(name)?.anchor ?? []);
}
