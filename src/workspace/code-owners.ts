import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ignore } from "../packages/ignore.ts";
import { firstLine } from "./git.ts";

/** Where GitHub looks, in its order; the first that exists counts alone. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** Who owns a file, by its path from the project's root: as written, in order; none where nobody does. */
export type OwnersOf = (file: string) => readonly string[];

/**
 * Reads the CODEOWNERS of the repository that the folder `root` is in, or of that folder without one. Null when there is none.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeOwners(root: string): OwnersOf | null {
  const top = firstLine(root, ["rev-parse", "--show-toplevel"]) ?? root;
  const prefix = firstLine(root, ["rev-parse", "--show-prefix"]) ?? "";
  for (const place of places) {
    const text = textOf(join(top, place));
    if (text === null) continue;
    const owners = codeOwners(text);
    return (file) => (file === "" ? [] : owners(posix.join(prefix, file)));
  }
  return null;
}

/** The last pattern that matches decides, also when it names nobody. Paths are those of the repository. */
export function codeOwners(text: string): OwnersOf {
  const entries = text.split(/\r?\n/).flatMap((line) => {
    const words = line.replace(/(^|\s)#.*$/, "").match(/(?:\\.|\S)+/g);
    const [pattern, ...owners] = words ?? [];
    // What .gitignore knows and CODEOWNERS does not is passed over, as GitHub does.
    if (pattern === undefined || /^!|\[/.test(pattern)) return [];
    return [{ matches: matcherOf(pattern), owners }];
  });
  return (file) => entries.findLast(({ matches }) => matches(file))?.owners ?? [];
}

/** As .gitignore matches, but `docs/*` holds what stands in the folder and not what stands below it. */
function matcherOf(pattern: string): (file: string) => boolean {
  const rules = ignore({ ignorecase: false }).add(pattern);
  if (!pattern.endsWith("/*")) return (file) => rules.ignores(file);
  return (file) => rules.ignores(file) && (posix.dirname(file) === "." || !rules.ignores(posix.dirname(file)));
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
