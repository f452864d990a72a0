/**
 * A map that remembers every value each key ever had. Reading it as it was at some version is a binary search, so a
 * view of the past needs no copy, and a history of n changes costs n entries.
 */
export class VersionedMap<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>();

  /** The newest value. */
  current(key: Key): Value | undefined {
    return this.#entries.get(key)?.values.at(-1);
  }

  /** The value as it was right after `version`. */
  at(key: Key, version: number): Value | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined ? undefined : valueAt(entry, version);
  }

  /** Versions must not decrease from call to call. `undefined` removes the key. */
  set(key: Key, value: Value | undefined, version: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      if (value !== undefined) this.#entries.set(key, { versions: [version], values: [value] });
    } else if (entry.versions.at(-1) === version) {
      entry.values[entry.values.length - 1] = value;
    } else {
      entry.versions.push(version);
      entry.values.push(value);
    }
  }

  /** Every value of that version, in the order in which the keys first appeared. */
  *valuesAt(version: number): IterableIterator<Value> {
    for (const entry of this.#entries.values()) {
      const value = valueAt(entry, version);
      if (value !== undefined) yield value;
    }
  }

  *currentValues(): IterableIterator<Value> {
    for (const entry of this.#entries.values()) {
      const value = entry.values.at(-1);
      if (value !== undefined) yield value;
    }
  }
}

interface Entry<Value> {
  readonly versions: number[];
  readonly values: (Value | undefined)[];
}

function valueAt<Value>(entry: Entry<Value>, version: number): Value | undefined {
  const { versions, values } = entry;
  let low = 0;
  let high = versions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((versions[middle] as number) <= version) low = middle + 1;
    else high = middle - 1;
  }
  return high < 0 ? undefined : values[high];
}
