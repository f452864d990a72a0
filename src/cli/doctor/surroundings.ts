import { findBase } from "../../workspace/base.ts";
import { firstLine } from "../../workspace/git.ts";
import { runGit } from "../../workspace/run-git.ts";
import { fail, ok, warn, type Check } from "./check.ts";

/**
 * Whether this Node is one that archlint is made for.
 *
 * @param version as `process.version` says it: `v20.19.0`
 * @param range as package.json says it: `^20.19.0 || >=22.12.0`
 */
export function checkNode(version: string, range: string): Check {
  const supported = range.split("||").some((part) => fits(version, part.trim()));
  return supported ? ok("node", version) : fail("node", version, `archlint needs Node ${range}`);
}

/** `^20.19.0` is that version and later ones of 20; `>=22.12.0` every later one. */
function fits(version: string, range: string): boolean {
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  const [least = 0, leastMinor = 0, leastPatch = 0] = numbers(range);
  if (major !== least) return range.startsWith(">=") && major > least;
  return minor > leastMinor || (minor === leastMinor && patch >= leastPatch);
}

function numbers(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** What git can tell of the project. */
export function checkGit(root: string): Check {
  const version = runGit(root, ["--version"]);
  const less = "files are found by a walk instead, and nothing is known of what changed";
  if (!version.ok) return warn("git", version.reason, `install git: without it ${less}`);
  const inside = runGit(root, ["rev-parse", "--is-inside-work-tree"]);
  if (!inside.ok) return warn("git", inside.reason, `run git init, or mend what it says: until then ${less}`);
  const base = findBase(root);
  if ("commit" in base) return ok("git", `compares with ${base.commit.slice(0, 10)}`);
  const shallow = firstLine(root, ["rev-parse", "--is-shallow-repository"]) === "true";
  return warn(
    "git",
    base.missing,
    base.first
      ? "commit once: what changed is then known"
      : shallow
        ? "fetch the whole history (git fetch --unshallow; actions/checkout: fetch-depth: 0)"
        : "name what to compare with (--base), or let git know it (git remote set-head origin --auto)",
  );
}
