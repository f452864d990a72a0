import type { AnyRule } from "../rule/define.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** What a rule or a language threw: contained, so that the others go on. */
export interface Crash {
  /** A rule's id, `languages/<name>` or `model/<part>`. */
  readonly where: string;
  /** The file it was looking at; null over the whole model. */
  readonly file: string | null;
  readonly message: string;
  readonly stack: string;
  /** How often it threw, the first included. */
  count: number;
}

/** Runs rules and readers so that what one throws costs the others nothing. */
export class CrashBox {
  readonly #crashes = new Map<string, Crash>();
  readonly #stopwatch: Stopwatch | undefined;

  /** @param stopwatch what measures how long each took */
  constructor(stopwatch?: Stopwatch) {
    this.#stopwatch = stopwatch;
  }

  /** One crash is kept for each rule or language: the first one, with a count. */
  guard<T>(where: string, file: string | null, call: () => T): T | undefined {
    try {
      return this.#stopwatch ? this.#stopwatch.time(where, call) : call();
    } catch (error) {
      const known = this.#crashes.get(where);
      if (known) known.count++;
      else {
        const thrown = error instanceof Error ? error : new Error(String(error));
        this.#crashes.set(where, {
          where,
          file,
          message: thrown.message,
          stack: thrown.stack ?? thrown.message,
          count: 1,
        });
      }
      return undefined;
    }
  }

  guardRule(rule: AnyRule, file: string | null, call: () => void): void {
    this.guard(rule.id, file, call);
  }

  /** In the order of their names. */
  get crashes(): readonly Crash[] {
    return [...this.#crashes.values()].sort((a, b) => (a.where < b.where ? -1 : 1));
  }
}
