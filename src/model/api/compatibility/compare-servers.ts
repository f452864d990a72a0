import type { ApiDocument } from "../../../facts/api.ts";
import { pathKey } from "../resources.ts";
import { removal } from "./compare-operations.ts";
import { listed } from "./difference.ts";
import type { Ledger } from "./ledger.ts";

/** The servers of a document: what was reached under a base path must be still. */
export function compareServers(before: ApiDocument, after: ApiDocument, ledger: Ledger): void {
  if (before.servers.length === 0 || after.servers.length === 0) return;
  const at = { file: after.file, pointer: after.dialect === "2.0" ? "/basePath" : "/servers" };
  const paths = new Set(before.servers.map(({ basePath }) => basePath));
  const left = new Set(after.servers.map(({ basePath }) => basePath));
  // A base path that moved into the paths is where it was.
  const routes = new Set(
    after.operations.flatMap(({ basePaths, path }) => basePaths.map((base) => pathKey(base + path))),
  );
  const gone = [...paths].filter(
    (path) => !left.has(path) && !before.operations.some((operation) => routes.has(pathKey(path + operation.path))),
  );
  const shown = (path: string) => path || "/";
  if (gone.length > 0)
    ledger.write(
      removal(
        "base-path-removed",
        `base path ${listed(gone.map(shown))}`,
        `is gone, and ${listed([...left].map(shown))} in its place`,
        at,
        after.anchor,
      ),
      null,
    );
  else {
    const urls = new Set(after.servers.map(({ url }) => plain(url)));
    const lost = before.servers.filter(({ url }) => !urls.has(plain(url)));
    if (lost.length === 0) return;
    const difference = removal(
      "server-removed",
      `server ${listed(lost.map(({ url }) => url))}`,
      "is gone",
      at,
      after.anchor,
    );
    ledger.write({ ...difference, confidence: "medium" }, null);
  }
}

function plain(url: string): string {
  return url.replace(/\/+$/, "").toLowerCase();
}
