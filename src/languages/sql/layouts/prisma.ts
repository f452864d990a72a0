import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byName } from "./order.ts";
import { folderOf, join, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

/**
 * `migrations/<name>/migration.sql`, in the order of the folders' names; `migration_lock.toml` names the provider. Prisma
 * sends each file as one query and has no downs.
 */
export const prisma: Layout = {
  find(files) {
    const roots = new Map<string, string[]>();
    for (const [folder, names] of files.folders()) {
      if (!names.includes("migration.sql") || files.tree.has(join(folder, "snapshot.json"))) continue;
      const root = folderOf(folder);
      roots.set(root, [...(roots.get(root) ?? []), folder]);
    }
    return [...roots].map(([root, folders]) => history(files, root, folders));
  },
};

function history(files: SqlFiles, root: string, folders: readonly string[]): FoundHistory {
  const lock = files.text(join(root, "migration_lock.toml"));
  const provider = /^\s*provider\s*=\s*"([^"]+)"/m.exec(lock ?? "")?.[1] ?? null;
  return {
    tool: "prisma",
    folder: root,
    hasDowns: false,
    dialect: provider,
    why: lock === null ? "is a migration.sql in a folder of its own" : "stands beside migration_lock.toml",
    steps: [...folders]
      .sort((a, b) => byName(nameOf(a), nameOf(b)))
      .map((folder) => step(join(folder, "migration.sql"), nameOf(folder), { transaction: "one-query" })),
    others: folders.flatMap((folder) =>
      files.isFree(join(folder, "down.sql"))
        ? [{ file: join(folder, "down.sql"), as: "prisma down", why: "Prisma runs no down migrations" }]
        : [],
    ),
  };
}
