import type { TransactionMode } from "../unit.ts";
import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byName, byNumber, leadingNumber } from "./order.ts";
import { rustTool } from "./rust-tool.ts";
import { folderOf, join, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

/** `<version>_name/up.sql` with `down.sql` beside it: Hasura (`migrations/<database>/<milliseconds>_name`) and Diesel. */
export const upDownFolders: Layout = {
  find(files) {
    const roots = new Map<string, string[]>();
    for (const [folder, names] of files.folders()) {
      if (!names.includes("up.sql") || !/^\d/.test(nameOf(folder))) continue;
      roots.set(folderOf(folder), [...(roots.get(folderOf(folder)) ?? []), folder]);
    }
    return [...roots].map(([root, folders]) => history(files, root, folders));
  },
};

function history(files: SqlFiles, root: string, folders: readonly string[]): FoundHistory {
  const tool = toolOf(files, root, folders);
  return {
    tool,
    folder: root,
    hasDowns: true,
    why:
      tool === "hasura"
        ? "is an up.sql in a folder named by milliseconds"
        : "is an up.sql in a folder named by its version",
    steps: [...folders].sort(tool === "diesel" ? byDieselVersion : byFolderNumber).map((folder) => {
      const down = join(folder, "down.sql");
      return step(join(folder, "up.sql"), nameOf(folder), {
        down: files.isFree(down) ? down : null,
        transaction: transactionOf(files, folder),
      });
    }),
  };
}

function toolOf(files: SqlFiles, root: string, folders: readonly string[]): "hasura" | "diesel" {
  if (rustTool(files, root) === "diesel") return "diesel";
  return folders.every((folder) => /^\d{13}_/.test(nameOf(folder))) ||
    files.tree.has(join(folderOf(folderOf(root)), "config.yaml"))
    ? "hasura"
    : "diesel";
}

function byFolderNumber(a: string, b: string): number {
  return byNumber(leadingNumber(nameOf(a)), leadingNumber(nameOf(b))) || byName(nameOf(a), nameOf(b));
}

const dieselVersion = (folder: string): string => (nameOf(folder).split("_", 1)[0] as string).replaceAll("-", "");

/** Diesel compares what stands before the first underscore, without its dashes, as text: `2026-07-30-140000-0000_x`. */
function byDieselVersion(a: string, b: string): number {
  return byName(dieselVersion(a), dieselVersion(b)) || byName(nameOf(a), nameOf(b));
}

function transactionOf(files: SqlFiles, folder: string): TransactionMode {
  return /^\s*run_in_transaction\s*=\s*false/m.test(files.text(join(folder, "metadata.toml")) ?? "") ? "none" : "each";
}
