import type { ApiDocument } from "../../../facts/api.ts";
import type { Api } from "../../project.ts";
import { isNewMajor, type Allowances } from "./allowed.ts";
import { compareOperations, removal, routeOf } from "./compare-operations.ts";
import { compareServers } from "./compare-servers.ts";
import { Ledger, type Change } from "./ledger.ts";
import { pairDocuments } from "./pairs.ts";

/** One document that was compared, with what breaks its clients. */
export interface DocumentChanges {
  readonly file: string;
  readonly changes: readonly Change[];
}

/**
 * What breaks the clients of a contract as it was. Documents of a new major version may break; so may what was
 * deprecated or never stable, as `allowed` says.
 */
export function breakingChanges(before: Api, after: Api, allowed: Allowances): readonly DocumentChanges[] {
  const found: DocumentChanges[] = [];
  const routes = new Set(after.operations().map(({ method, path }) => routeOf(method, path)));
  for (const pair of pairDocuments(before.documents, after.documents)) {
    const ledger = new Ledger();
    const { before: old, after: now } = pair;
    if (!now) {
      const lost = old.operations.filter(
        ({ method, path, deprecated }) => !deprecated && !routes.has(routeOf(method, path)),
      );
      if (lost.length === 0) continue;
      const fact = `is gone, with ${lost.length} ${lost.length === 1 ? "operation" : "operations"} that no other document has`;
      // Why a file is gone, the contract does not say: it may have moved to another repository.
      const gone = removal(
        "document-removed",
        `document \`${old.file}\``,
        fact,
        { file: old.file, start: 0, end: 0 },
        old.anchor,
      );
      ledger.write({ ...gone, confidence: "medium" }, null);
    } else if (isNewMajor(old, now) || isUnreadable(old.operations.length, now)) continue;
    else {
      compareServers(old, now, ledger);
      compareOperations(old, now, elsewhere(before, after, now), allowed, ledger);
    }
    found.push({ file: now?.file ?? old.file, changes: ledger.changes() });
  }
  return found;
}

/** A document with syntax errors lost its operations to them, and that is said elsewhere. */
function isUnreadable(before: number, now: ApiDocument): boolean {
  return before > 0 && now.operations.length === 0 && now.problems.some(({ kind }) => kind === "syntax");
}

/** The routes of the other documents that have changed: an operation may have moved there. */
function elsewhere(before: Api, after: Api, document: ApiDocument): ReadonlySet<string> {
  return new Set(
    after.documents
      .filter((other) => other !== document && !before.documents.includes(other))
      .flatMap(({ operations }) => operations.map(({ method, path }) => routeOf(method, path))),
  );
}
