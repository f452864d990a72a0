import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byNumber, leadingNumber } from "./order.ts";
import { folderOf, join, nameOf } from "./sql-files.ts";

/** postgres-shift: `00001_name/index.sql`, each in a transaction; no downs. */
export const postgresShift: Layout = {
  find(files) {
    const roots = new Map<string, string[]>();
    for (const [folder, names] of files.folders()) {
      if (!names.includes("index.sql") || !/^\d+_/.test(nameOf(folder))) continue;
      roots.set(folderOf(folder), [...(roots.get(folderOf(folder)) ?? []), folder]);
    }
    return [...roots].map(([root, folders]) => ({
      tool: "postgres-shift",
      folder: root,
      hasDowns: false,
      why: "is an index.sql in a folder named by its number",
      steps: [...folders]
        .sort((a, b) => byNumber(leadingNumber(nameOf(a)), leadingNumber(nameOf(b))))
        .map((folder) => step(join(folder, "index.sql"), nameOf(folder))),
    }));
  },
};
