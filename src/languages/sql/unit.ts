/** What this language reads at once. Made by discovery without opening a parser; plain data. */
export type SqlUnit = HistoryUnit | QueriesUnit;

export interface HistoryUnit {
  readonly kind: "history";
  /** The file of the first step: what a crash of the reader is reported at. */
  readonly file: string;
  /** The folder, relative to the root (`.` is the root itself). */
  readonly name: string;
  readonly tool: string;
  readonly dialect: string;
  readonly hasDowns: boolean;
  /** In the order the tool runs them. */
  readonly steps: readonly StepPlan[];
}

/** A file whose embedded query texts are to be read. */
export interface QueriesUnit {
  readonly kind: "queries";
  readonly file: string;
}

/** Where one migration stands. A file of several (Liquibase change sets) is one step here and several migrations when read. */
export interface StepPlan {
  readonly file: string;
  readonly version: string;
  /** How up and down are told apart inside the file. */
  readonly format: SectionFormat;
  /** The file of the down, where it is another one. */
  readonly down: string | null;
  readonly transaction: TransactionMode;
}

export type SectionFormat =
  | "whole"
  | "goose"
  | "dbmate"
  | "sql-migrate"
  | "node-pg-migrate"
  | "play"
  | "mybatis"
  | "rambler"
  | "liquibase"
  | "code";

/**
 * How the runner runs a step, before marks in the file: `each` wraps it in a transaction; `none` does not; `one-query` sends
 * the file as one query, which PostgreSQL runs as one transaction when it holds several statements; `detected` (Flyway)
 * leaves the transaction away when a statement could not run in one.
 */
export type TransactionMode = "each" | "none" | "one-query" | "detected";
