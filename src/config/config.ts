import type { Severity } from "../findings/finding.ts";

/** What users write: in package.json under `archlint`, in `.archlintrc.*` or `archlint.config.*`. */
export interface UserConfig {
  readonly $schema?: string;
  /** `recommended` (the default) or `strict`. */
  readonly preset?: Preset;
  /** Globs of files never to read, beside what git ignores. */
  readonly ignore?: readonly string[];
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** Later ones win. */
  readonly overrides?: readonly Override[];
  /** How migrations are judged. */
  readonly history?: {
    /** How many of the newest migrations of each history are judged one by one, beside those since the git base (default 3). */
    readonly newest?: number;
  };
}

export type Preset = "recommended" | "strict";
export type SeveritySetting = Severity | "off";

/** `"off"`, `"warning"`, or `["error", { option: value }]`. */
export type RuleSetting = SeveritySetting | readonly [SeveritySetting, Readonly<Record<string, unknown>>];

export interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** The configuration as the engine asks it: every value decided. */
export interface Config {
  /** Relative to the root; null when there is none. */
  readonly file: string | null;
  readonly preset: Preset;
  readonly ignore: readonly string[];
  readonly newestMigrations: number;
  /** The setting of a rule for a finding in `file`, or for the rule as a whole when `file` is null. */
  rule(id: string, file: string | null): RuleState;
  /** Things wrong with the configuration that do not stop the run: a glob that matches nothing. */
  readonly warnings: readonly string[];
}

export interface RuleState {
  readonly severity: SeveritySetting;
  readonly options: Readonly<Record<string, unknown>>;
}
