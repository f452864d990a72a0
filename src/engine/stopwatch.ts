/**
 * How long the parts of a run took by themselves, without the parts within them. The clock is the caller's: an engine
 * without one does the same in each run.
 */
export class Stopwatch {
  readonly #now: () => number;
  readonly #spent = new Map<string, { milliseconds: number; calls: number }>();
  /** Of each part that is running: what the parts within it took. */
  readonly #within: number[] = [];

  /** @param now in milliseconds, from any beginning */
  constructor(now: () => number) {
    this.#now = now;
  }

  time<T>(part: string, call: () => T): T {
    const start = this.#now();
    this.#within.push(0);
    try {
      return call();
    } finally {
      const whole = this.#now() - start;
      this.#add(part, whole - (this.#within.pop() as number));
      const outer = this.#within.length - 1;
      if (outer >= 0) this.#within[outer] = (this.#within[outer] as number) + whole;
    }
  }

  /** The longest first; of equals by name. */
  get parts(): readonly { readonly part: string; readonly milliseconds: number; readonly calls: number }[] {
    return [...this.#spent]
      .map(([part, spent]) => ({ part, ...spent }))
      .toSorted((a, b) => b.milliseconds - a.milliseconds || (a.part < b.part ? -1 : 1));
  }

  #add(part: string, milliseconds: number): void {
    const spent = this.#spent.get(part);
    if (!spent) this.#spent.set(part, { milliseconds, calls: 1 });
    else {
      spent.milliseconds += milliseconds;
      spent.calls++;
    }
  }
}
