/**
 * What the versions and the copies of one API in a repository have in common, to fold what is said of each of them by: the
 * title, without the version in it. A document without a title is a family of its own.
 */
export function familyOf({ title, file }: { readonly title: string | null; readonly file: string }): string {
  const name = (title ?? "")
    .toLowerCase()
    .replace(/\bv?\d+(?:[._]\d+)*\b/g, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  return name === "" ? file : name;
}
