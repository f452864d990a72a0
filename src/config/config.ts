import type { Severity } from "../findings/finding.ts";
import type { AnyRule } from "../rule/define.ts";
import type { Plugin } from "../rule/plugin.ts";

/** What users write: in package.json under `archlint`, in `.archlintrc.*` or `archlint.config.*`. */
export interface UserConfig {
  readonly $schema?: string;
  /**
   * Configurations to begin with, which this one changes: files (`./base.json`, from the folder of this file) or packages.
   * Later ones win, and this one over all of them.
   */
  readonly extends?: string | readonly string[];
  /** Rules of others: files (`./lint/rules.ts`), packages, or what they export. Naming one runs its code. */
  readonly plugins?: readonly (string | Plugin)[];
  /** `recommended` (the default) or `strict`. */
  readonly preset?: Preset;
  /** Globs of files never to read, beside what git ignores. */
  readonly ignore?: readonly string[];
  /** By rule id, or for several rules at once `namespace/*` and `*`, which take a severity only. The more exact one wins. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** Later ones win. */
  readonly overrides?: readonly Override[];
  /** How migrations are judged. */
  readonly history?: {
    /** How many of the newest migrations of each history are judged one by one, beside those since the git base (default 3). */
    readonly newest?: number;
    /**
     * The first migration that is judged, by version, file name or path; one for each history where there are several.
     * From it on each is judged, whatever `newest` says; those before it are applied history, and nothing is said of them.
     */
    readonly from?: string | readonly string[];
    /** What goes live at once (default `migration`): a table made by it is nobody's yet, so nothing done to it is unsafe. */
    readonly release?: Release;
  };
  /**
   * What guards and middleware do whose code cannot be seen, by the name they are used under: true for what turns away
   * requests without credentials, false for what does not.
   */
  readonly guards?: Readonly<Record<string, boolean>>;
  /**
   * Which documents describe a part of the repository and which migration histories it works on, by its folder (`"."` for
   * the root), where the source does not tell or tells wrong. An empty list says that there is none.
   */
  readonly services?: Readonly<Record<string, ServiceSetting>>;
  /** The oldest major version of PostgreSQL the migrations still run on (default 14): a danger that ends with a version is silent from it on. */
  readonly postgresVersion?: number;
}

interface ServiceSetting {
  /** Globs of OpenAPI documents. */
  readonly documents?: readonly string[];
  /** Globs of folders of migrations. */
  readonly histories?: readonly string[];
}

/** `branch`: all migrations added since the git base. */
type Release = "migration" | "branch";
export type Preset = "recommended" | "strict";
export type SeveritySetting = Severity | "off";

/** `"off"`, `"warning"`, or `["error", { option: value }]`. Options that are not named keep their value. */
export type RuleSetting = SeveritySetting | readonly [SeveritySetting, Readonly<Record<string, unknown>>];

export interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** What the configuration must know of a rule. */
export type RuleInfo = Pick<AnyRule, "id" | "severity" | "preset" | "summary" | "options">;

/** Where in a configuration a value stands, from the outside in: `["overrides", 0, "files"]`. */
export type KeyPath = readonly (string | number)[];

/** One file of a configuration: itself, or what it extends. */
export interface ConfigPart {
  readonly config: UserConfig;
  /** Where a value stands, for people. */
  readonly where: (path: KeyPath) => string;
  /** Whether it comes from a package, so that not all of it must concern this project. */
  readonly shared: boolean;
}

/** A configuration as found, of the right shape; whether its rules exist is for {@link Config} to say. */
export interface LoadedConfig {
  /** With what it extends, except for `rules` and `overrides`, which stay in the parts. */
  readonly config: UserConfig;
  /** Where it extends others: those in their order, and itself as the last. */
  readonly parts?: readonly ConfigPart[];
  /** Of its plugins. */
  readonly rules?: readonly AnyRule[];
  /** Whether its plugins are left out, since only static configuration is allowed. */
  readonly pluginsLeft?: boolean;
  /** Relative to the root; null when there is none. */
  readonly file: string | null;
  /** Where a value stands, for people: `.archlintrc.json:4:5`, or only the file when it is code. */
  readonly where?: (path: KeyPath) => string;
  /** What is odd about how it was found. */
  readonly warnings?: readonly string[];
}

/** The configuration as the engine asks it: every value decided. */
export interface Config {
  /** Relative to the root; null when there is none. */
  readonly file: string | null;
  readonly preset: Preset;
  readonly ignore: readonly string[];
  readonly newestMigrations: number;
  /** Names of the first migrations that are judged; empty when `newestMigrations` decides. */
  readonly judgedFrom: readonly string[];
  readonly release: Release;
  readonly guards: Readonly<Record<string, boolean>>;
  readonly services: Readonly<Record<string, ServiceSetting>>;
  /** A major version of PostgreSQL. */
  readonly postgresVersion: number;
  /** The setting of a rule for a finding in `file`, or for the rule as a whole when `file` is null. */
  rule(id: string, file: string | null): RuleState;
  /** Whether plugins were named and not run: nothing can be said of rules that may be theirs. */
  readonly pluginsLeft: boolean;
  /** Things wrong with the configuration that do not stop the run: a glob that matches nothing. */
  readonly warnings: readonly string[];
}

export interface RuleState {
  readonly severity: SeveritySetting;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A configuration that can say where each value comes from, for `explain`. */
export interface ResolvedConfig extends Config {
  /** Where the values that are no rule's come from, by key: `history.newest`. What has no entry is the default. */
  readonly origins: Readonly<Record<string, string>>;
  origin(id: string, file: string | null): RuleOrigin;
  /** Whether the rule is on for any file at all. */
  isOn(id: string): boolean;
}

/** In words: `the preset recommended`, `the rule's default`, `.archlintrc.json:4:5`, `--only`. */
export interface RuleOrigin {
  readonly severity: string;
  readonly options: Readonly<Record<string, string>>;
}
