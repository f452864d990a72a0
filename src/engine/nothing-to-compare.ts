/** What the caller asked to compare with is not there: an unknown commit, a missing file. The message says what to do. */
export class NothingToCompare extends Error {
  override readonly name = "NothingToCompare";
}
