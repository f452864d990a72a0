import type { LoadedConfig, ResolvedConfig, UserConfig } from "../config/config.ts";
import { completeInline, loadConfig } from "../config/load.ts";
import { resolveConfig } from "../config/resolve.ts";
import { selectRules } from "../config/select.ts";
import type { Unread } from "../findings/finding.ts";
import type { Project } from "../model/project.ts";
import type { AnyRule } from "../rule/define.ts";
import { openTree, type DiskTree } from "../workspace/disk-tree.ts";
import { baseFor, readBaseApi } from "./base-api.ts";
import type { Comparison } from "./base-documents.ts";
import type { Base } from "../workspace/base.ts";
import { changesSinceBase, commitDay, type ChangesSinceBase } from "../workspace/git.ts";
import type { Tree } from "../workspace/tree.ts";
import { ActiveRules } from "./active-rules.ts";
import { buildProject } from "./build-project.ts";
import { checkModel } from "./check.ts";
import { CrashBox, type Crash } from "./crash.ts";
import { defaultBaseline, type Baseline } from "./baseline/entry.ts";
import type { Matches } from "./baseline/match.ts";
import { readBaseline } from "./baseline/read.ts";
import { Today } from "./day.ts";
import { decide, type Judgement } from "./decide.ts";
import type { Folded } from "./fold.ts";
import { claimsOf, discoverAll, readAll, referencedClaims, type Facts } from "./facts.ts";
import { internalRules } from "./internal-rules.ts";
import { Locator } from "./locate.ts";
import { examine } from "./examined.ts";
import { compareText } from "./order.ts";
import { unknownMigrations } from "./judged-from.ts";
import { ListedFiles } from "./listed-files.ts";
import { pointerLocator } from "./pointers.ts";
import { RecordingTree } from "./recording-tree.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { ReportContext, Result } from "../findings/result.ts";
import type { Claim } from "../languages/language.ts";

export interface LintOptions extends Comparison {
  /** The project root; default the working directory. */
  readonly cwd?: string;
  /** Findings are limited to those with a place in one of these files or folders; the whole project is still read. */
  readonly paths?: readonly string[];
  /** A configuration given by the caller, or the file to load it from; default: searched in the root. */
  readonly config?: UserConfig | { readonly file: string };
  /** The configuration as it was read before; the other options about it then say nothing. */
  readonly loaded?: LoadedConfig;
  /** Read data configurations only; never run code of the project. */
  readonly staticConfig?: boolean;
  /** Rule ids or `namespace/*`. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** False reads the project and builds its model, and runs no rule: for those who only look. */
  readonly check?: boolean;
  /** Show every report of a fold by cause or convention. */
  readonly all?: boolean;
  /** Show every report in old migrations. */
  readonly history?: boolean;
  /** The file of known findings, relative to the root; false reads none. Default: `.archlint-baseline`, where there is one. */
  readonly baseline?: string | false;
  /** What day it is for exceptions that end, `YYYY-MM-DD`. Default: the day of the commit that is checked out. */
  readonly today?: string;
  /** The files, when they are not those of `cwd` on disk. */
  readonly tree?: Tree;
  /** What changed since the git base, when git is not to be asked: with a `tree` of its own nothing did. */
  readonly changes?: ChangesSinceBase;
  /** The rules to choose from; default: every built-in rule. */
  readonly rules?: readonly AnyRule[];
  /** Measures how long readers, models and rules take. */
  readonly stopwatch?: Stopwatch;
  /** Told the name of each phase as it begins. */
  readonly onPhase?: (phase: string) => void;
}

export interface LintRun {
  readonly result: Result;
  readonly context: ReportContext;
  readonly listed: readonly Claim[];
  readonly project: Project;
  readonly facts: Facts;
  readonly config: ResolvedConfig;
  /** Every rule that could have run, the engine's own included. */
  readonly rules: readonly AnyRule[];
  readonly locator: Locator;
  /** Every finding as a baseline remembers it, in no order. */
  readonly remembered: readonly Folded[];
  readonly baseline: Baseline | null;
  readonly matches: Matches | null;
  /** What the findings were made of. */
  readonly judgement: Judgement;
  /** What threw, with its stack: machine paths, so for a person who mends it and never for a report. */
  readonly crashes: readonly Crash[];
}

/** Reads a project, builds its model, runs the rules and decides the findings. */
export async function lint(options: LintOptions = {}): Promise<LintRun> {
  const root = options.cwd ?? process.cwd();
  const known = options.rules ?? (await import("../../rules/registry.ts")).rules;
  options.onPhase?.("listing files");
  const loaded = options.loaded ?? (await givenConfig(root, options));
  const all = [...known, ...(loaded.rules ?? []), ...internalRules];
  const files = options.tree ?? openTree(root, { ignore: loaded.config.ignore ?? [] });
  const tree = new RecordingTree(files);
  // Before any work: a baseline that cannot be used must not be found out at the end.
  const baseline = options.baseline === false ? null : readBaseline(files, options.baseline ?? defaultBaseline);
  const today = new Today(options.today, () => (options.tree ? null : commitDay(root)));
  const config = resolveConfig(loaded, all, files, { only: options.only ?? [], skip: options.skip ?? [] });
  const chosen = options.check === false ? [] : selectRules(all, config);
  const rules = new ActiveRules(chosen, config);
  const crashes = new CrashBox(options.stopwatch);

  const discovered = discoverAll(tree, { ignore: config.ignore });
  options.onPhase?.("reading");
  const facts = await readAll(tree, discovered, rules, crashes);
  options.onPhase?.("building the model");
  const base = baseFor(root, options, rules, facts);
  const changes = changesFor(root, options, facts, base);
  const release = config.release === "branch" ? changes?.added : undefined;
  const project = buildProject(tree, facts, crashes, { release, guards: config.guards, services: config.services });
  options.onPhase?.("checking");
  const compared = await readBaseApi({ root, tree, base, options, rules, facts, ignore: config.ignore, crashes });
  const surroundings = { postgresVersion: config.postgresVersion, changes, baseApi: compared.api };
  checkModel(project, rules, surroundings, crashes);

  options.onPhase?.("deciding");
  const locator = new Locator(tree, await pointerLocator(tree));
  const { remembered, matches, judgement, ...decided } = decide({
    options,
    config,
    rules,
    known: all,
    crashes,
    project,
    nodeIgnores: facts.nodeIgnores,
    directives: tree.directives,
    locator,
    changed: changes && new Set([...changes.added, ...changes.modified]),
    baseline,
    today,
    files: new Set(files.files),
  });
  const listed = new ListedFiles(tree, [...claimsOf(discovered), ...referencedClaims(facts)]);
  const result: Result = {
    ...decided,
    examined: examine(listed, project, facts, chosen.filter((rule) => !internalRules.includes(rule)).length),
    unread: [...refusedIn(files), ...facts.unread, ...compared.unread].toSorted(byPlace),
    crashed: crashes.crashes.length > 0,
    warnings: [
      ...config.warnings,
      ...unknownMigrations(project.histories, config.judgedFrom, nameOf(config)),
      ...(today.wasMissing ? [noDay] : []),
    ],
  };
  const context: ReportContext = {
    source: (file) => locator.source(file),
    rule: (id) => all.find((rule) => rule.id === id) ?? null,
  };
  return {
    result,
    context,
    listed: listed.files,
    project,
    facts,
    config,
    rules: all,
    locator,
    remembered,
    baseline,
    matches,
    judgement,
    crashes: crashes.crashes,
  };
}

const noDay =
  "some exceptions end on a day, and none of them does: there is no commit to take today's date from; give --today";

/** Only migrations ask what changed, so git is asked only where there are some. */
function changesFor(root: string, options: LintOptions, facts: Facts, base: Base | null): ChangesSinceBase | null {
  if (options.changes) return options.changes;
  if (options.tree || facts.histories.length === 0) return null;
  return changesSinceBase(root, base && "commit" in base ? base.commit : undefined);
}

function nameOf({ file }: ResolvedConfig): string {
  return file ?? "the configuration given";
}

/** Listed names that lead out of the project or nowhere: nobody could read them. */
function refusedIn(files: Tree): readonly Unread[] {
  const { listing } = files as Partial<DiskTree>;
  return (listing?.refused ?? []).map(({ file, reason }) => ({ file, line: 1, reason }));
}

function byPlace(a: Unread, b: Unread): number {
  return compareText(a.file, b.file) || a.line - b.line || compareText(a.reason, b.reason);
}

/** The configuration that the options name, give, or leave to be searched. */
export async function givenConfig(
  root: string,
  options: Pick<LintOptions, "config" | "staticConfig">,
): Promise<LoadedConfig> {
  const given = options.config;
  if (given && !("file" in given)) return completeInline(given, root, options.staticConfig ?? false);
  return loadConfig({ root, ...given, static: options.staticConfig ?? false });
}
