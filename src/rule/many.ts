import type { Report } from "../findings/report.ts";

/** So many slips of one kind are read one by one; of more, the first stands for all, and lists where the others are. */
const mostApart = 5;

/**
 * Reports what departs from a habit: each for itself where few do, as one finding where many do, or most.
 *
 * @param key what the one finding is about: the document, most often
 * @param of how many could have departed
 */
export function reportMany(
  report: (report: Report) => void,
  found: readonly Report[],
  { key, of }: { readonly key: string; readonly of: number },
): void {
  const isHabit = found.length > mostApart || found.length * 2 > of;
  for (const each of found) report(isHabit ? { ...each, fold: { by: "cause", key } } : each);
}
