import type { TestedPath } from "../../../facts/tested-path.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import type { Claim } from "../../language.ts";
import { sharedTexts } from "./shared.ts";

/** The paths that test files name. For rules that ask; no others have tests read, and the parser loaded for them. */
export async function testedPaths(tree: Tree, claims: readonly Claim[]): Promise<readonly TestedPath[]> {
  const files = claims.filter(({ file, taken, as }) => !taken && as === "test" && !standsIn.test(file));
  if (files.length === 0) return [];
  const texts = files.flatMap(({ file }) => {
    try {
      return [{ file, text: tree.read(file).text }];
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      // Nothing is judged by a test alone: one that cannot be read names nothing.
      return [];
    }
  });
  const { readTestedPaths } = await import("./read.ts");
  const shared = sharedTexts(texts.map(({ text }) => text));
  return texts.flatMap(({ file, text }) => readTestedPaths(file, text, shared));
}

/** What stands in for others, shows components or measures: left like tests, and none. */
const standsIn = /(?:^|\/)(?:__mocks__|mocks)\/|[.-](?:mocks?|stories|story|bench)\.[cm]?[jt]sx?$/;
