import type { TextPlace } from "../findings/place.ts";
import type { Change } from "./changes.ts";

/** One statement of a migration, as data: what it does to the schema, and where. */
export interface SqlStatement {
  /** The whole statement without its semicolon, in the outer file. */
  readonly at: TextPlace;
  /** As a person says it: `ALTER TABLE`, `CREATE INDEX CONCURRENTLY`. */
  readonly verb: string;
  /** What it does, in order; empty for statements that leave the schema alone and that no rule asks about. */
  readonly changes: readonly Change[];
  /**
   * `conditional` inside a branch or a handler of a DO block, `dynamic` when a text built at run time is executed: rules
   * that need certainty stay silent.
   */
  readonly certainty: "certain" | "conditional" | "dynamic";
  /** `ALTER … IF EXISTS`: a missing object is no fault. Absent means that it is. */
  readonly ifExists?: true;
  /** Enum values that an earlier statement of the migration adds, and that stand in this one as literals. */
  readonly mentions?: readonly string[];
  /** Names that PostgreSQL cuts at 63 bytes, in order; absent when there are none, as nearly always. */
  readonly longNames?: readonly LongName[];
}

/** An identifier of more than 63 bytes: PostgreSQL reads its beginning and says so in a notice that nobody sees. */
export interface LongName {
  readonly at: TextPlace;
  /** Without its quotes. */
  readonly written: string;
}

/** One step of a migration history, as its layout and the SQL language read it. */
export interface Migration {
  /** The file its up stands in. */
  readonly file: string;
  /** As the tool orders it: `20230404095503_initial_migration`, `V12__users`. */
  readonly version: string;
  readonly up: readonly SqlStatement[];
  /** null when there is none; `statements` is empty for a down of comments only. */
  readonly down: { readonly file: string; readonly at: TextPlace; readonly statements: readonly SqlStatement[] } | null;
  /** Whether the runner wraps it in one transaction, after marks that switch it off. */
  readonly transaction: boolean;
  /** The place of the migration itself: the first line of its up. */
  readonly at: TextPlace;
  /** Statements of its up or down that could not be read; the others were. */
  readonly unread: readonly UnreadStatement[];
}

export interface UnreadStatement {
  readonly at: TextPlace;
  /** What PostgreSQL's grammar says: `syntax error at or near "from"`. */
  readonly message: string;
  /** Where the reader stopped, inside `at`. */
  readonly stoppedAt: TextPlace;
}

/** All the migrations one tool runs, in the order it runs them. */
export interface MigrationHistory {
  /** The folder, relative to the root: what tells histories apart. */
  readonly name: string;
  /** `prisma`, `drizzle`, `golang-migrate`, … */
  readonly tool: string;
  readonly dialect: "postgresql" | "mysql" | "sqlite" | (string & {});
  /** Whether the tool knows down migrations at all; without, their absence is no fault. */
  readonly hasDowns: boolean;
  readonly migrations: readonly Migration[];
}
