/**
 * The candidate a misspelt name most likely stands for: the nearest one, when at most a third of its letters differ.
 * A name that lacks only its namespace (`primary-key` for `schema/primary-key`) is found as well.
 */
export function closest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of [...candidates].toSorted()) {
    const short = candidate.slice(candidate.indexOf("/") + 1);
    const asked = name.includes("/") ? candidate : short;
    const limit = Math.max(1, Math.floor(Math.max(name.length, asked.length) / 3));
    const distance = Math.min(editDistance(name, candidate), editDistance(name, asked));
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `"; did you mean `x`?"`, or nothing: to be put after a message. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = closest(name, candidates);
  return near === null ? "" : `; did you mean \`${near}\`?`;
}

/**
 * Damerau–Levenshtein distance in its common form (optimal string alignment): insertions, deletions, substitutions and
 * exchanges of neighbours count one each. Case counts nothing.
 */
export function editDistance(a: string, b: string): number {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      const exchanged = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (exchanged) least = Math.min(least, (beforeLast[j - 2] as number) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length] as number;
}
