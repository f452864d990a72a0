export interface Habit<Thing> {
  /** What most do. */
  readonly habit: string;
  readonly following: number;
  /** How many could have followed it. */
  readonly of: number;
  /** Those that do otherwise, and how. */
  readonly odd: readonly { readonly thing: Thing; readonly value: string }[];
}

/** Fewer are no habit. */
const least = 8;
const share = 0.85;

/**
 * What at least 85 % of at least eight things do alike; a thing without a value has no part in it. Without such a
 * majority there is no habit, and nobody is odd.
 */
export function habitOf<Thing>(things: readonly Thing[], valueOf: (thing: Thing) => string | null): Habit<Thing> {
  const valued = things.flatMap((thing) => {
    const value = valueOf(thing);
    return value === null ? [] : [{ thing, value }];
  });
  const counts = new Map<string, number>();
  for (const { value } of valued) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [habit, following] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ["", 0]);
  const isHabit = valued.length >= least && following >= valued.length * share;
  return { habit, following, of: valued.length, odd: isHabit ? valued.filter(({ value }) => value !== habit) : [] };
}
