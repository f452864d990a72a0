import type { Confidence, Finding, Severity, Unread } from "./finding.ts";
import type { SourceText } from "../workspace/source-text.ts";

/** What one run decided: the input of every reporter. */
export interface Result {
  /** In their total order. */
  readonly findings: readonly Finding[];
  /** What was looked at, so that silence is never mistaken for health. */
  readonly examined: Examined;
  readonly unread: readonly Unread[];
  /** How many findings an ignore comment with a reason took away. */
  readonly suppressed: number;
  /** True when a rule or a language crashed: exit code 2. */
  readonly crashed: boolean;
  /** What is wrong with the configuration and did not stop the run. */
  readonly warnings: readonly string[];
  /** Absent without a baseline. */
  readonly baseline?: BaselineResult;
  /** Absent where only the whole was asked for. */
  readonly change?: ChangeResult;
}

/** What a run says of a change: the one since a commit, or the one that is staged. */
export type ChangeResult =
  | {
      readonly kind: "since";
      /** What was gone back to, as it was named. */
      readonly ref: string;
      /** The commit that is compared with: where HEAD left `ref`. */
      readonly commit: string;
      readonly introduced: number;
      readonly unchanged: number;
      /** What was found then and is not now, as it was found then. */
      readonly fixed: readonly Finding[];
      /** Whether only what was introduced is shown. */
      readonly newOnly: boolean;
    }
  | {
      readonly kind: "staged";
      /** How many files are staged: new ones, renamed ones, and those with other contents. */
      readonly files: number;
      /** How many findings have nothing to do with them, and are not shown. */
      readonly elsewhere: number;
    };

/** What a baseline did to a run. */
interface BaselineResult {
  /** Relative to the root. */
  readonly file: string;
  /** How many findings it took out of sight. */
  readonly known: number;
  /** Its entries that stand for nothing any more, in the order of the file. */
  readonly stale: readonly { readonly rule: string; readonly anchor: string; readonly file: string }[];
}

export interface Examined {
  /** Files read, by what they count as; keys sorted. */
  readonly files: Readonly<Record<string, number>>;
  readonly totalFiles: number;
  readonly operations: number;
  readonly migrations: number;
  readonly statements: number;
  readonly unreadStatements: number;
  readonly modules: number;
  readonly routes: number;
  readonly routesUnknownAuth: number;
  readonly unknownRegistrations: number;
  readonly queries: number;
  /** Of which a part is known at run time only. */
  readonly incompleteQueries: number;
  /** Texts of which nothing was read, for they are no PostgreSQL as they stand in the code. */
  readonly unreadQueries: number;
  readonly decisions: number;
  readonly rules: number;
}

/** What reporters may ask beside the result. */
export interface ReportContext {
  /** The text of a file for a code frame; null when it cannot be read or frames make no sense. */
  source(file: string): SourceText | null;
  /** What there is to say of a rule; null for one that is not known. */
  rule(id: string): RuleText | null;
}

/** A rule as reports explain it. */
export interface RuleText {
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly tradeoff: string;
  /** URLs, the most to the point first. */
  readonly references: readonly string[];
  readonly practice: string;
  /** As the rule has it; a configuration may give its findings another. */
  readonly severity: Severity;
  readonly confidence: Confidence;
}
