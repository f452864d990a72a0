import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { firstLine } from "../../workspace/git.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-file.ts";

/** What became of the hook, in a line for people. Never changes a hook that somebody else wrote. */
export function writeHook(root: string): string {
  const top = firstLine(root, ["rev-parse", "--show-toplevel"]);
  const hooks = firstLine(root, ["rev-parse", "--git-path", "hooks"]);
  if (top === null || hooks === null) throw new UsageError("--hook needs a git work tree, and this is none");
  const prefix = (firstLine(root, ["rev-parse", "--show-prefix"]) ?? "").replace(/\/$/, "");
  const command = `npx --no-install archlint --staged${prefix === "" ? "" : ` --cwd ${quoted(prefix)}`}`;
  const folder = resolve(root, hooks);
  const git = resolve(root, firstLine(root, ["rev-parse", "--git-common-dir"]) ?? ".git");
  const manager = managerOf(top, folder);
  if (manager !== null) return `Hooks are kept by ${manager}: let its pre-commit run ${command}`;
  // core.hooksPath may name a folder that other repositories share.
  if (!within(top, folder) && !within(git, folder))
    return `core.hooksPath leads out of this repository: let the pre-commit hook there run ${command}`;
  const path = join(folder, "pre-commit");
  const shown = relative(root, path).split(sep).join("/");
  if (existsSync(path)) {
    const there = readFileSync(path, "utf8").includes("archlint");
    return there ? `${shown} runs archlint already` : `${shown} is there already: add to it the line ${command}`;
  }
  writeWhole(
    path,
    shown,
    `#!/bin/sh\n# Checks the project before each commit; git commit --no-verify leaves it out.\n${command}\n`,
    0o777,
  );
  return `Wrote ${shown}`;
}

/** Tools that write the hooks themselves, and would overwrite ours. */
function managerOf(top: string, hooks: string): string | null {
  if (hooks.split(sep).includes(".husky")) return "husky (.husky/pre-commit)";
  const files = ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".pre-commit-config.yaml"];
  return files.find((file) => existsSync(join(top, file))) ?? null;
}

function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
