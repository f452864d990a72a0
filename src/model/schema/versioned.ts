/**
 * A map that remembers every value each key ever had. Reading it as it was at some version is a binary search, so a
 * view of the past needs no copy, and a history of n changes costs n entries.
 */
export class VersionedMap<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>();
  /** Which key was set when, in order. */
  readonly #log: { readonly version: number; readonly key: Key }[] = [];
  /** What the map was made on ({@link branch}): the values of the keys that it has no entry for. */
  readonly #base: VersionedMap<Key, Value> | null;
  readonly #baseVersion: number;

  constructor(base: VersionedMap<Key, Value> | null = null, baseVersion = 0) {
    this.#base = base;
    this.#baseVersion = baseVersion;
  }

  /** A map that begins as this one was at `version` and goes its own way from there. Making one costs nothing. */
  branch(version: number): VersionedMap<Key, Value> {
    return new VersionedMap(this, version);
  }

  /** The newest value. */
  current(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined ? this.#base?.at(key, this.#baseVersion) : entry.values.at(-1);
  }

  /** The value as it was right after `version`. */
  at(key: Key, version: number): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined && (this.#base === null || (entry.versions[0] as number) <= version))
      return valueAt(entry, version);
    return this.#base?.at(key, Math.min(version, this.#baseVersion));
  }

  /** Versions must not decrease from call to call. `undefined` removes the key. */
  set(key: Key, value: Value | undefined, version: number): void {
    const entry = this.#entries.get(key);
    this.#log.push({ version, key });
    if (entry === undefined) {
      if (value !== undefined || this.#base !== null) this.#entries.set(key, { versions: [version], values: [value] });
    } else if (entry.versions.at(-1) === version) {
      entry.values[entry.values.length - 1] = value;
    } else {
      entry.versions.push(version);
      entry.values.push(value);
    }
  }

  /** Every value of that version, in the order in which the keys first appeared. */
  *valuesAt(version: number): IterableIterator<Value> {
    for (const key of this.#keys()) {
      const value = this.at(key, version);
      if (value !== undefined) yield value;
    }
  }

  *currentValues(): IterableIterator<Value> {
    for (const key of this.#keys()) {
      const value = this.current(key);
      if (value !== undefined) yield value;
    }
  }

  /** The keys that were set after `version`, in a branch also those its base set until it left: in order, some more than once. */
  *changedSince(version: number): IterableIterator<Key> {
    if (this.#base !== null) yield* this.#base.#changed(version, this.#baseVersion);
    yield* this.#changed(version, Infinity);
  }

  *#changed(after: number, until: number): IterableIterator<Key> {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#log[middle] as { version: number }).version <= after) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.#log.length; at++) {
      const { version, key } = this.#log[at] as { version: number; key: Key };
      if (version > until) return;
      yield key;
    }
  }

  *#keys(): IterableIterator<Key> {
    if (this.#base !== null) yield* this.#base.#keys();
    for (const key of this.#entries.keys()) if (this.#base === null || !this.#base.#has(key)) yield key;
  }

  #has(key: Key): boolean {
    return this.#entries.has(key) || (this.#base !== null && this.#base.#has(key));
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
