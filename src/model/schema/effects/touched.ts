import type { FoldedChange, Table } from "../../schema.ts";
import { isLive, type Effect, type TableEffect, type Work } from "./effect.ts";
import { stronger, type LockMode } from "./lock-mode.ts";

/** Collects what a change does, table by table: the strongest lock and all of the work. */
export class Touched {
  readonly #folded: Pick<FoldedChange, "step">;
  readonly #tables = new Map<string, TableEffect>();

  constructor(folded: Pick<FoldedChange, "step">) {
    this.#folded = folded;
  }

  /** One table alone. A partitioned table has no rows of its own: there is nothing to read or write in it. */
  one(table: Table | undefined, lock: LockMode, work: Work = {}): this {
    if (table === undefined) return this;
    const known = this.#tables.get(table.path);
    const done = table.partitionBy === null ? work : {};
    const rewrite = done.rewrite ?? known?.rewrite ?? null;
    const emptied = done.emptied === true || known?.emptied === true;
    this.#tables.set(table.path, {
      table,
      lock: known === undefined ? lock : stronger(known.lock, lock),
      rewrite,
      scanned: rewrite !== null || done.scanned === true || known?.scanned === true,
      reindexed: (rewrite !== null && table.indexes.length > 0) || done.reindexed === true || known?.reindexed === true,
      emptied,
      live: isLive(table, this.#folded),
    });
    return this;
  }

  /** A table with its partitions and all that inherits from it. */
  family(table: Table | undefined, lock: LockMode, work: Work | ((member: Table) => Work) = {}): this {
    if (table === undefined) return this;
    this.one(table, lock, typeof work === "function" ? work(table) : work);
    for (const child of table.children) this.family(child, lock, work);
    return this;
  }

  effect(): Effect {
    return { tables: [...this.#tables.values()] };
  }
}
