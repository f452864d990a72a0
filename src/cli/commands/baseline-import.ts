import type { BaselineEntry } from "../../engine/baseline/entry.ts";
import { entryOf } from "../../engine/baseline/rewrite.ts";
import type { LintRun } from "../../engine/lint.ts";
import { importIgnores, readRedoclyIgnore } from "../../peers/redocly-ignore.ts";
import { printable } from "../../reporters/printable.ts";
import { openFileTree } from "../../workspace/disk-tree.ts";
import { UsageError } from "../usage-error.ts";

/**
 * What an ignore file of Redocly's means here, as entries of a baseline, and what of it means nothing here, in lines for
 * people.
 *
 * @param run a run with every finding shown by itself
 */
export function importRedocly(
  run: LintRun,
  root: string,
  file: string,
): { readonly entries: readonly BaselineEntry[]; readonly report: string } {
  const tree = openFileTree(root, file);
  if (!tree) throw new UsageError(`there is no file ${file} to import`);
  const read = readRedoclyIgnore(tree, file);
  if ("problem" in read) throw new UsageError(`${file} cannot be imported: ${read.problem}`);
  const { known, withoutEqual, withoutFinding } = importIgnores(read.places, run.remembered);
  const lines = [
    ...table("Without an equal here, so nothing has to be left", withoutEqual),
    ...table("Nothing found by archlint at these places", withoutFinding),
    ...read.notes.map(printable),
  ];
  return {
    entries: [...known].map(([finding, rule]) => ({ ...entryOf(finding), reason: `ignored for Redocly's ${rule}` })),
    report: lines.map((line) => `${line}\n`).join(""),
  };
}

function table(title: string, counts: ReadonlyMap<string, number>): readonly string[] {
  if (counts.size === 0) return [];
  const named = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, times]) => `${printable(rule)} (${times})`);
  return [`${title}: ${named.join(", ")}`];
}
