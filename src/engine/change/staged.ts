import type { Result } from "../../findings/result.ts";
import { findBase } from "../../workspace/base.ts";
import { changesBetween, changesSinceBase, commitDay } from "../../workspace/git.ts";
import { openGitTree } from "../../workspace/git-tree.ts";
import { readStaged, type Staged } from "../../workspace/staged.ts";
import { foldReports, inOrder } from "../fold.ts";
import { givenConfig, lint, type LintOptions, type LintRun } from "../lint.ts";
import { NothingToCompare } from "../nothing-to-compare.ts";
import type { RawFinding } from "../raw-finding.ts";
import { lintCommit } from "./earlier.ts";
import { unchangedReports } from "./unchanged.ts";

interface StagedOptions {
  /** The index that git gave to its hook, where there is one. */
  readonly index: string | undefined;
  /** Where nothing is staged, show what is found in the whole index. */
  readonly allOfNothing: boolean;
}

/**
 * Runs over the index, as it would be committed, and shows what has to do with what is staged: findings with a place in a
 * staged file, and those that HEAD does not have, wherever they are. HEAD is run over only where there are findings
 * elsewhere. The configuration is that of the work tree. Throws {@link NothingToCompare} where there is no index.
 */
export async function lintStaged(options: LintOptions, { index, allOfNothing }: StagedOptions): Promise<LintRun> {
  const root = options.cwd ?? process.cwd();
  const staged = readStaged(root, index);
  if ("missing" in staged) throw new NothingToCompare(`--staged: ${staged.missing}`);
  const base = findBase(root, options.base);
  if (options.base !== undefined && "missing" in base) throw new NothingToCompare(`--base: ${base.missing}`);
  const commit = "commit" in base ? base.commit : null;
  const loaded = await givenConfig(root, options);
  const today = options.today ?? commitDay(root);
  const common: LintOptions = { ...options, ...(today === null ? {} : { today }) };
  const compared = commit === null ? {} : { baseTree: openGitTree(root, commit) };
  const changes = changesSinceBase(root, commit ?? undefined, staged.index);
  const ignore = loaded.config.ignore ?? [];
  const tree = openGitTree(root, null, { entries: staged.entries, ignore, whole: true });
  const run = await lint({ ...common, ...compared, loaded, tree, ...(changes && { changes }) });
  if (staged.nothing && allOfNothing) return run;
  const runOver = (parent: string): Promise<LintRun> => {
    const changes = commit === null ? null : changesBetween(root, commit, parent);
    return lintCommit(common, loaded, parent, { ...compared, ...(changes && { changes }) });
  };
  return { ...run, result: { ...run.result, ...(await concerning(staged, run, runOver)) } };
}

/** What is left of the findings: those of the change. */
async function concerning(
  staged: Staged,
  { judgement }: LintRun,
  runOver: (commit: string) => Promise<LintRun>,
): Promise<Pick<Result, "findings" | "change">> {
  const { raw, known, fold, touched } = judgement;
  const isStaged = ({ primary, related }: RawFinding): boolean =>
    [primary, ...related].some(({ file }) => staged.changed.has(file));
  let elsewhere = new Set(raw.filter((report) => !known.has(report) && !isStaged(report)));
  if (elsewhere.size > 0 && !staged.nothing) elsewhere = await knownToParents(elsewhere, staged, judgement, runOver);
  const shown = (hide: (report: RawFinding) => boolean) =>
    inOrder(foldReports(raw, { ...fold, known: hide }).filter(touched), fold);
  return {
    findings: shown((report) => known.has(report) || elsewhere.has(report)),
    change: {
      kind: "staged",
      files: staged.changed.size,
      elsewhere: shown((report) => known.has(report) || !elsewhere.has(report)).length,
    },
  };
}

/** What one of the parents has as well is not of this commit's making. Before the first commit all of it is. */
async function knownToParents(
  reports: ReadonlySet<RawFinding>,
  { parents }: Staged,
  judgement: LintRun["judgement"],
  runOver: (commit: string) => Promise<LintRun>,
): Promise<Set<RawFinding>> {
  const before = new Set<RawFinding>();
  for (const { commit } of parents) {
    if (before.size === reports.size) break;
    const { now } = unchangedReports(judgement, (await runOver(commit)).judgement);
    for (const report of reports) if (now.has(report)) before.add(report);
  }
  return before;
}
