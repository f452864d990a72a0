import type { Claim } from "../languages/language.ts";
import type { Tree } from "../workspace/tree.ts";
import { compareText } from "./order.ts";

/** Every file of the tree with what it was taken for, or why it was left. */
export class ListedFiles {
  /** By file; a file that two languages took stands twice. */
  readonly files: readonly Claim[];

  constructor(tree: Tree, claims: readonly Claim[]) {
    const byFile = new Map<string, Claim[]>();
    for (const claim of claims) {
      const list = byFile.get(claim.file);
      if (list) list.push(claim);
      else byFile.set(claim.file, [claim]);
    }
    const unclaimed = tree.files.filter((file) => !byFile.has(file));
    this.files = [
      ...[...byFile.values()].flatMap(decisive),
      ...unclaimed.map((file) => ({ file, taken: false, as: "other", why: "no language of archlint reads it" })),
    ].sort((a, b) => compareText(a.file, b.file) || compareText(a.as, b.as));
  }

  /** How many files were taken, by what they count as; keys sorted. */
  counts(): Record<string, number> {
    const counts = new Map<string, number>();
    for (const file of this.files) if (file.taken) counts.set(file.as, (counts.get(file.as) ?? 0) + 1);
    return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
  }

  get taken(): number {
    return new Set(this.files.filter((file) => file.taken).map((file) => file.file)).size;
  }
}

/** What took the file; only when nothing did, why it was left. */
function decisive(claims: readonly Claim[]): readonly Claim[] {
  const taken = claims.filter((claim) => claim.taken);
  return taken.length > 0 ? taken : claims.slice(0, 1);
}
