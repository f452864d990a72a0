import type { Io } from "./io.ts";
import type { CommandName, OptionValues } from "./options.ts";

export interface Invocation {
  readonly command: CommandName;
  /** What is no flag, after the command's name. */
  readonly args: readonly string[];
  readonly options: OptionValues;
}

/** Does its work and answers with the exit code. */
export type Command = (invocation: Invocation, io: Io) => Promise<number>;

export interface CommandSpec {
  readonly usage: string;
  readonly summary: string;
  /** Its arguments, where their names do not say enough. */
  readonly details?: string;
  /** Each command is loaded alone, so that none pays for another's imports. */
  load(): Promise<Command>;
}

export const commands: Readonly<Record<CommandName, CommandSpec>> = {
  lint: {
    usage: "archlint [options] [paths]",
    summary: "check the project; with paths, show what touches them",
    details:
      "The whole project is always read, for most rules compare its parts; paths only choose which findings are shown.",
    load: async () => (await import("./commands/lint.ts")).lintCommand,
  },
  rules: {
    usage: "archlint rules [--format json]",
    summary: "list every rule",
    load: async () => (await import("./commands/rules.ts")).rulesCommand,
  },
  explain: {
    usage: "archlint explain <rule>",
    summary: "say what a rule asks for, why, and how to mend what it finds",
    load: async () => (await import("./commands/explain.ts")).explainCommand,
  },
  model: {
    usage: "archlint model <api|schema|code|modules|decisions|system> [--at <migration>] [--format sql]",
    summary: "print what archlint saw, as JSON; the schema also as SQL, and after any migration",
    details:
      "api: OpenAPI documents and their operations; schema: the tables the migrations make; code: routes and queries; modules: files and imports; decisions: ADRs; system: which documents and migrations belong to which application, and why.",
    load: async () => (await import("./commands/model.ts")).modelCommand,
  },
  why: {
    usage: "archlint why <name> [file or folder]",
    summary: "say everything that touches a route, operation, table or column, across the layers",
    details:
      'A name is a route ("GET /users/{id}"), an operationId, a table (users), a column (users.email), a function, or an anchor as findings print it (sql:public.users.email). Where several things have one name, the file or folder of the one that is meant chooses.',
    load: async () => (await import("./commands/why.ts")).whyCommand,
  },
  practices: {
    usage: "archlint practices [practice]",
    summary: "list the practices: which rules check each, how they are set, what they looked at and found",
    load: async () => (await import("./commands/practices.ts")).practicesCommand,
  },
  test: {
    usage: "archlint test [folder] [--update]",
    summary: "run the project's own bad-* and good-* folders against its own configuration and rules",
    details:
      "The folder is test/archlint where none is named. Each bad-… and good-… in it is a small project of its own; a bad one gives what its expected.txt says, a good one nothing. Where the folders above it have a rule's id (schema/acme/table-comment/bad-none) that rule runs alone, else all that the configuration turns on. A case about a change holds base/ and head/.",
    load: async () => (await import("./commands/test.ts")).testCommand,
  },
  doctor: {
    usage: "archlint doctor",
    summary:
      "say whether archlint can do its work here: Node, git, parsers, configuration, files; and what to do if not",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
  init: {
    usage: "archlint init [--yes] [--hook]",
    summary: "say what this project holds, and write a first configuration and a baseline for it",
    details:
      "It asks before it writes, and overwrites nothing without --force. What .spectral.yaml or redocly.yaml ask for is told, and carried over where a rule of archlint asks the same.",
    load: async () => (await import("./commands/init.ts")).initCommand,
  },
  baseline: {
    usage: "archlint baseline [--update | --prune]",
    summary: "write down what is found today, so that only what is new is shown from now on",
    details:
      'Writes .archlint-baseline, one line a finding; add "reason", "owner" and "until" by hand. Lines are found again by what they are about, so they survive moves, renames and reformatting. Commit the file.',
    load: async () => (await import("./commands/baseline.ts")).baselineCommand,
  },
};

export const commandNames = Object.keys(commands) as readonly CommandName[];
