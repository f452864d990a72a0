import { resolveConfig } from "../config/resolve.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { claimsOf, discoverAll } from "../engine/facts.ts";
import { ListedFiles } from "../engine/listed-files.ts";
import type { AnyRule } from "../rule/define.ts";
import { openTree, type DiskTree } from "../workspace/disk-tree.ts";
import { configurationOf } from "./configuration.ts";
import { everyRule } from "./every-rule.ts";
import type { OptionValues } from "./options.ts";

/** A project as far as it is known before anything is parsed. */
export interface Survey {
  readonly config: ResolvedConfig;
  readonly rules: readonly AnyRule[];
  readonly tree: DiskTree;
  /** Each file with what it was taken for; made when asked. */
  listed(): ListedFiles;
}

/** Reads the configuration and lists the files; loads no parser and runs no rule. */
export async function survey(root: string, options: OptionValues): Promise<Survey> {
  const loaded = await configurationOf(root, options);
  const rules = await everyRule(loaded);
  const tree = openTree(root, { ignore: loaded.config.ignore ?? [] });
  const config = resolveConfig(loaded, rules, tree, { only: options.only, skip: options.skip });
  return {
    config,
    rules,
    tree,
    listed: () => new ListedFiles(tree, claimsOf(discoverAll(tree, { ignore: config.ignore }))),
  };
}
