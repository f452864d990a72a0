import type { FoldedChange, Table } from "../../schema.ts";
import type { LockMode } from "./lock-mode.ts";

/** What one change does to the tables that were there before it. A table that the change makes is not among them. */
export interface Effect {
  readonly tables: readonly TableEffect[];
}

export interface TableEffect {
  /** As it was before the change. */
  readonly table: Table;
  /** The strongest lock the change takes on it, held until the transaction ends. */
  readonly lock: LockMode;
  /** Why all of it is written anew; null when it is not. */
  readonly rewrite: Rewrite | null;
  /** Whether all of its rows are read while the lock is held. */
  readonly scanned: boolean;
  /** Whether indexes that stay are built anew. */
  readonly reindexed: boolean;
  /** Whether it loses its rows, which costs next to nothing: TRUNCATE. */
  readonly emptied: boolean;
  /** Whether others may be using it: it was there before this release, and is not temporary. */
  readonly live: boolean;
}

export interface Rewrite {
  readonly because:
    | "volatile default"
    | "serial"
    | "identity"
    | "stored column"
    | "constrained domain"
    | "type change"
    | "persistence"
    | "storage"
    | "order";
  /** What exactly, in the user's words: a function, a pair of types. */
  readonly detail: string;
  /** What text alone cannot tell, and what would have to hold for it to write nothing: "the session's TimeZone is UTC". */
  readonly unless: string | null;
}

/** What is done to a table beside locking it. */
export interface Work {
  readonly rewrite?: Rewrite | null;
  readonly scanned?: boolean;
  readonly reindexed?: boolean;
  readonly emptied?: boolean;
}

/** Whether others may be using a table while the change runs: it was there before this release, and is not temporary. */
export function isLive(table: Table, { step }: Pick<FoldedChange, "step">): boolean {
  return !table.temporary && !step.releasedWith(table.createdBy);
}
