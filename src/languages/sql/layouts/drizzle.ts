import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byName } from "./order.ts";
import { folderOf, join, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

/**
 * Drizzle Kit: `meta/_journal.json` lists the files in their order. Since version 1 each migration is a folder of
 * `migration.sql` and `snapshot.json`, in the order of the names. The migrator wraps all in a transaction; there are no downs.
 */
export const drizzle: Layout = {
  find(files) {
    return [...journals(files), ...snapshotFolders(files)];
  },
};

function journals(files: SqlFiles): FoundHistory[] {
  const found: FoundHistory[] = [];
  for (const [folder, names] of files.folders()) {
    const text = files.text(join(folder, "meta/_journal.json"));
    if (text === null) continue;
    const journal = parseJournal(text);
    const listed = new Set(journal.tags.map((tag) => `${tag}.sql`));
    found.push({
      tool: "drizzle",
      folder,
      hasDowns: false,
      dialect: journal.dialect,
      why: "is listed in meta/_journal.json",
      steps: journal.tags
        .filter((tag) => names.includes(`${tag}.sql`))
        .map((tag) => step(join(folder, `${tag}.sql`), tag)),
      others: names
        .filter((name) => !listed.has(name))
        .map((name) => ({
          file: join(folder, name),
          as: "SQL file",
          why: "meta/_journal.json does not list it, so Drizzle does not run it",
        })),
    });
  }
  return found;
}

interface Journal {
  readonly dialect: string | null;
  readonly tags: readonly string[];
}

/** A journal that cannot be read lists nothing. */
function parseJournal(text: string): Journal {
  try {
    const journal = JSON.parse(text) as { dialect?: unknown; entries?: readonly { idx?: unknown; tag?: unknown }[] };
    const entries = [...(journal.entries ?? [])].sort((a, b) => Number(a.idx) - Number(b.idx));
    return {
      dialect: typeof journal.dialect === "string" ? journal.dialect : null,
      tags: entries.flatMap(({ tag }) => (typeof tag === "string" ? [tag] : [])),
    };
  } catch {
    return { dialect: null, tags: [] };
  }
}

function snapshotFolders(files: SqlFiles): FoundHistory[] {
  const roots = new Map<string, string[]>();
  for (const [folder, names] of files.folders()) {
    if (!names.includes("migration.sql") || !files.tree.has(join(folder, "snapshot.json"))) continue;
    roots.set(folderOf(folder), [...(roots.get(folderOf(folder)) ?? []), folder]);
  }
  return [...roots].map(([root, folders]) => ({
    tool: "drizzle",
    folder: root,
    hasDowns: false,
    dialect: snapshotDialect(files, folders[0] as string),
    why: "stands beside snapshot.json",
    steps: [...folders]
      .sort((a, b) => byName(nameOf(a), nameOf(b)))
      .map((folder) => step(join(folder, "migration.sql"), nameOf(folder))),
  }));
}

function snapshotDialect(files: SqlFiles, folder: string): string | null {
  return /"dialect"\s*:\s*"([^"]+)"/.exec(files.head(join(folder, "snapshot.json")))?.[1] ?? null;
}
