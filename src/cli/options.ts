/** One flag. The table below feeds parsing, the help text and the check of which command takes what. */
export interface OptionSpec {
  readonly kind: "flag" | "text" | "list" | "count" | "choice";
  readonly short?: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Without: every command takes it. */
  readonly commands?: readonly CommandName[];
  readonly group: "What to check" | "What counts as failure" | "What to write" | "Output" | "Configuration" | "Other";
  readonly summary: string;
}

export type CommandName =
  | "lint"
  | "rules"
  | "explain"
  | "model"
  | "why"
  | "practices"
  | "test"
  | "doctor"
  | "init"
  | "baseline";

const project = [
  "lint",
  "rules",
  "explain",
  "model",
  "why",
  "practices",
  "test",
  "doctor",
  "init",
  "baseline",
] as const;

export const options = {
  only: {
    kind: "list",
    value: "<rule>",
    commands: ["lint", "baseline"],
    group: "What to check",
    summary: "run only this rule, or every rule of a namespace (schema/*); repeatable",
  },
  skip: {
    kind: "list",
    value: "<rule>",
    commands: ["lint", "baseline"],
    group: "What to check",
    summary: "leave out this rule or namespace; repeatable",
  },
  all: {
    kind: "flag",
    commands: ["lint"],
    group: "What to check",
    summary: "show every finding of those folded into one",
  },
  history: {
    kind: "flag",
    commands: ["lint"],
    group: "What to check",
    summary: "judge the migrations of the past one by one too",
  },
  base: {
    kind: "text",
    value: "<commit>",
    commands: ["lint"],
    group: "What to check",
    summary: "compare with where HEAD left this branch, tag or commit; default: the default branch",
  },
  staged: {
    kind: "flag",
    commands: ["lint"],
    group: "What to check",
    summary:
      "check what git would commit, as it stands in the index, and show what has to do with the files that are staged",
  },
  since: {
    kind: "text",
    value: "<ref>",
    commands: ["lint"],
    group: "What to check",
    summary: "tell what was introduced and what fixed since HEAD left this branch, tag or commit",
  },
  "new-only": {
    kind: "flag",
    commands: ["lint"],
    group: "What to check",
    summary: "show only what was introduced since then; without --since, since HEAD left the default branch",
  },
  against: {
    kind: "text",
    value: "<file>",
    commands: ["lint"],
    group: "What to check",
    summary: "compare the project's OpenAPI document with this older one, in place of git's",
  },
  "list-files": {
    kind: "flag",
    commands: ["lint"],
    group: "What to check",
    summary: "show what each file was taken for, or why it was left, and stop",
  },
  at: {
    kind: "text",
    value: "<migration>",
    commands: ["model"],
    group: "What to check",
    summary: "the schema as it is after this migration, named by its version, file name or path",
  },
  baseline: {
    kind: "text",
    value: "<file>",
    commands: ["lint", "baseline"],
    group: "What to check",
    summary: "the file of known findings, relative to the project's root; default: .archlint-baseline",
  },
  "no-baseline": {
    kind: "flag",
    commands: ["lint", "init"],
    group: "What to check",
    summary: "show the findings that the baseline knows as well; init: write none",
  },
  today: {
    kind: "text",
    value: "<day>",
    commands: ["lint", "baseline"],
    group: "What to check",
    summary:
      "what day it is for exceptions that end, as 2027-01-31; default: of SOURCE_DATE_EPOCH, else of the commit that is checked out",
  },
  update: {
    kind: "flag",
    commands: ["baseline", "test"],
    group: "What to write",
    summary:
      "baseline: take in what is found today and take out what is gone, what was written by hand stays; test: write each expected.txt anew",
  },
  prune: {
    kind: "flag",
    commands: ["baseline"],
    group: "What to write",
    summary: "only take out what is gone",
  },
  import: {
    kind: "text",
    value: "<file>",
    commands: ["baseline"],
    group: "What to write",
    summary: "take in what this .redocly.lint-ignore.yaml ignores and a rule of archlint finds",
  },
  yes: {
    kind: "flag",
    short: "y",
    commands: ["init"],
    group: "What to write",
    summary: "write without asking; needed where nobody can be asked",
  },
  hook: {
    kind: "flag",
    commands: ["init"],
    group: "What to write",
    summary: "also write a git hook that checks before each commit",
  },
  force: {
    kind: "flag",
    commands: ["init", "baseline"],
    group: "What to write",
    summary: "overwrite what is there",
  },
  cwd: {
    kind: "text",
    value: "<folder>",
    commands: project,
    group: "What to check",
    summary: "the project's root; default: the working directory",
  },
  "fail-on": {
    kind: "choice",
    choices: ["error", "warning", "info", "never"],
    commands: ["lint"],
    group: "What counts as failure",
    summary: "exit with 1 on findings of this severity or above; default: error",
  },
  "max-warnings": {
    kind: "count",
    value: "<number>",
    commands: ["lint"],
    group: "What counts as failure",
    summary: "exit with 1 on more warnings than this",
  },
  format: {
    kind: "list",
    value: "<format>",
    commands: ["lint", "rules", "model", "why", "practices"],
    group: "Output",
    summary:
      "text or json, for a check also github, sarif, compact, agent, gitlab, junit, checkstyle or markdown; json=<file> writes into a file; repeatable; default: text, on GitHub Actions text and github; for a model json, for its schema also sql",
  },
  quiet: { kind: "flag", commands: ["lint"], group: "Output", summary: "show errors only" },
  statistics: {
    kind: "flag",
    commands: ["lint"],
    group: "Output",
    summary: "in the text, count the findings of each rule in the place of showing them",
  },
  "group-by": {
    kind: "choice",
    choices: ["rule", "file", "practice", "owner"],
    commands: ["lint"],
    group: "Output",
    summary: "in the text, show the findings by these, under a line that counts them; owners are those of CODEOWNERS",
  },
  timing: {
    kind: "flag",
    commands: ["lint"],
    group: "Output",
    summary: "say on stderr how long each phase, reader and rule took",
  },
  color: {
    kind: "choice",
    choices: ["auto", "always", "never"],
    group: "Output",
    summary: "colour the text; default: auto, which heeds NO_COLOR and FORCE_COLOR",
  },
  config: {
    kind: "text",
    value: "<file>",
    commands: project,
    group: "Configuration",
    summary: "the configuration file; default: searched in the project's root",
  },
  "no-config": { kind: "flag", commands: project, group: "Configuration", summary: "read no configuration file" },
  "static-config": {
    kind: "flag",
    commands: project,
    group: "Configuration",
    summary: "read configuration that is data only, and run no code of the project",
  },
  "print-config": {
    kind: "flag",
    commands: ["lint"],
    group: "Configuration",
    summary: "show the configuration as decided, as JSON, and stop",
  },
  debug: { kind: "flag", group: "Other", summary: "show where a rule crashed, or archlint itself" },
  help: { kind: "flag", short: "h", group: "Other", summary: "show this help, or that of a command" },
  version: { kind: "flag", short: "v", group: "Other", summary: "show the version" },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof options;

type ValueOf<Spec extends OptionSpec> = Spec["kind"] extends "flag"
  ? boolean
  : Spec["kind"] extends "list"
    ? readonly string[]
    : Spec["kind"] extends "count"
      ? number | undefined
      : Spec extends { readonly choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : string | undefined;

/** The values of all flags: `false`, `[]` or `undefined` where one was not given. */
export type OptionValues = { readonly [Name in OptionName]: ValueOf<(typeof options)[Name]> };
