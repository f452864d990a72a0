/** Things by what they share, in the order they come: the uses of one component, the operations of one version. */
export function groupedBy<T>(things: Iterable<T>, keyOf: (thing: T) => string): ReadonlyMap<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** The groups, the largest first; of equally large ones, the one whose key comes first. */
export function largestFirst<T>(groups: ReadonlyMap<string, [T, ...T[]]>): readonly (readonly [string, [T, ...T[]]])[] {
  return [...groups].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
