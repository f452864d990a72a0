import type { ApiDocument } from "../../../facts/api.ts";
import { pathKey } from "../resources.ts";

export interface DocumentPair {
  readonly before: ApiDocument;
  /** Null when it is gone. */
  readonly after: ApiDocument | null;
}

/**
 * Which document of today is which of before. One that has not changed is the same object in both; the others belong
 * together by their path, then by a title that only one has, then by most of their operations: documents are moved,
 * renamed and converted. New ones have no partner and break nobody.
 */
export function pairDocuments(before: readonly ApiDocument[], after: readonly ApiDocument[]): readonly DocumentPair[] {
  const waiting = new Set(before.filter((document) => !after.includes(document)));
  const free = new Set(after.filter((document) => !before.includes(document)));
  const pairs: DocumentPair[] = [];
  const take = (old: ApiDocument, now: ApiDocument | undefined): void => {
    if (!now) return;
    pairs.push({ before: old, after: now });
    waiting.delete(old);
    free.delete(now);
  };
  for (const old of [...waiting])
    take(
      old,
      [...free].find(({ file }) => file === old.file),
    );
  for (const old of [...waiting]) {
    const same = (documents: ReadonlySet<ApiDocument>) =>
      [...documents].filter(({ title }) => title !== null && title === old.title);
    const found = same(free);
    if (found.length === 1 && same(waiting).length === 1) take(old, found[0]);
  }
  for (const old of [...waiting]) take(old, nearest(old, [...free]));
  return [...pairs, ...[...waiting].map((old) => ({ before: old, after: null }))];
}

/** The document with the most of another's operations, when they are at least half of them. */
function nearest(old: ApiDocument, documents: readonly ApiDocument[]): ApiDocument | undefined {
  const keys = new Set(operationKeys(old));
  let best: { document: ApiDocument; shared: number } | undefined;
  for (const document of documents) {
    const shared = operationKeys(document).filter((key) => keys.has(key)).length;
    if (shared > 0 && shared * 2 >= keys.size && shared > (best?.shared ?? 0)) best = { document, shared };
  }
  return best?.document;
}

function operationKeys(document: ApiDocument): readonly string[] {
  return document.operations.map(({ method, path }) => `${method} ${pathKey(path)}`);
}
