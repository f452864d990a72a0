import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a configuration may stand, all in the root; the first that exists is read. */
const searchPlaces = [
  "package.json",
  ".archlintrc",
  ".archlintrc.json",
  ".archlintrc.yaml",
  ".archlintrc.yml",
  "archlint.config.js",
  "archlint.config.mjs",
  "archlint.config.ts",
  "archlint.config.mts",
] as const;

const codeFile = /\.[mc]?[jt]s$/;

/** Whether a configuration is code, and reading it means running it. */
export function isCode(file: string): boolean {
  return codeFile.test(file);
}

/**
 * The search places that exist in `root`. Cheap on purpose: most projects have none, and must not pay for a parser or
 * for cosmiconfig. Folders above are not asked: a run must not depend on where the checkout lies.
 */
export function placesIn(root: string): readonly string[] {
  return searchPlaces.filter((place) => {
    const path = join(root, place);
    // A link to nothing counts too: somebody meant something to be read, and must hear that it was not.
    return (
      lstatSync(path, { throwIfNoEntry: false }) !== undefined && (place !== "package.json" || mentionsArchlint(path))
    );
  });
}

/** A project that merely depends on archlint has its name in there too. */
function mentionsArchlint(path: string): boolean {
  try {
    const text = readFileSync(path, "utf8");
    return /"archlint"\s*:/.test(text) && isConfigured(text);
  } catch {
    return false;
  }
}

/** What is no JSON counts, for whoever reads it says what is wrong with it. */
function isConfigured(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "archlint");
  } catch {
    return true;
  }
}
