import type { LoadedConfig } from "../config/config.ts";
import { lint, type LintOptions } from "../engine/lint.ts";
import { renderText } from "../reporters/text.ts";
import { openTree } from "../workspace/disk-tree.ts";
import type { Tree } from "../workspace/tree.ts";
import type { Case } from "./cases.ts";
import { lineDiff } from "./line-diff.ts";

/** What became of a case. */
export interface CaseResult {
  /** The findings as text, as expected.txt holds them. */
  readonly report: string;
  /** Why the case fails, for people; null when it is as expected. */
  readonly failure: string | null;
  /** Whether its report could become what is expected. */
  readonly canBeExpected: boolean;
  readonly crashed: boolean;
}

/**
 * Runs a case as a project of its own, under the configuration of the project it tests.
 *
 * @param folder of the case, absolute
 */
export async function runCase({ rule, isBad }: Case, folder: string, loaded: LoadedConfig): Promise<CaseResult> {
  const given = openTree(folder);
  const { cwd, ...trees } = treesOf(folder, given, loaded);
  const { result, context, listed } = await lint({ cwd, loaded, baseline: false, only: rule ? [rule] : [], ...trees });
  const report = renderText(result, context, { width: 100, findingsOnly: true });
  const done = (failure: string | null, canBeExpected = false): CaseResult => ({
    report,
    failure,
    canBeExpected,
    crashed: result.crashed,
  });
  if (result.crashed) return done(`a rule crashed:\n${report}`);
  if (result.examined.totalFiles === 0)
    return done(`none of its files was read: ${listed.map(({ file, why }) => `${file}: ${why}`).join("; ")}`);
  if (!isBad) return done(report === "" ? null : `expected nothing, found:\n${report}`);
  if (report === "") return done("expected findings, found none");
  if (!given.has(expectedFile))
    return done(`there is no ${expectedFile} yet; --update writes what is found:\n${report}`, true);
  const expected = given.read(expectedFile).text.replaceAll("\r\n", "\n");
  if (expected === report) return done(null, true);
  return done(`expected (-) and found (+):\n${lineDiff(expected.trimEnd(), report.trimEnd())}`, true);
}

export const expectedFile = "expected.txt";

/** A case about a change holds two trees, `base/` and `head/`: what was merged, and what is there now. */
function treesOf(
  folder: string,
  given: Tree,
  loaded: LoadedConfig,
): Pick<LintOptions, "tree" | "baseTree" | "changes"> & { readonly cwd: string } {
  const ignore = loaded.config.ignore ?? [];
  const isChange = ["base/", "head/"].every((start) => given.files.some((file) => file.startsWith(start)));
  if (!isChange) return { cwd: folder, tree: openTree(folder, { ignore }) };
  const [base, head] = [openTree(`${folder}/base`, { ignore }), openTree(`${folder}/head`, { ignore })];
  return {
    cwd: `${folder}/head`,
    tree: head,
    baseTree: base,
    changes: {
      added: new Set(head.files.filter((file) => !base.has(file))),
      modified: new Set(head.files.filter((file) => base.has(file) && base.read(file).text !== head.read(file).text)),
    },
  };
}
