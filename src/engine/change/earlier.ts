import type { LoadedConfig } from "../../config/config.ts";
import { openGitTree } from "../../workspace/git-tree.ts";
import { lint, type LintOptions, type LintRun } from "../lint.ts";

/**
 * A run over the files of a commit: by the rules and the configuration of today, and with nothing taken out of sight. Other
 * options say what it is compared with.
 */
export function lintCommit(
  options: LintOptions,
  loaded: LoadedConfig,
  commit: string,
  compared: Pick<LintOptions, "baseTree" | "changes"> = {},
): Promise<LintRun> {
  options.onPhase?.("reading the earlier version");
  const { base: _base, against: _against, onPhase: _onPhase, ...same } = options;
  const tree = openGitTree(options.cwd ?? process.cwd(), commit, { ignore: loaded.config.ignore ?? [], whole: true });
  return lint({ ...same, ...compared, loaded, tree, baseline: false });
}
