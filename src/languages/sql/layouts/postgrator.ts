import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byNumber } from "./order.ts";
import { join } from "./sql-files.ts";

const named = /^(\d+)\.(do|undo)\b\.?(.*)\.sql$|^(\d+)\.(do|undo)\.sql$/;

/** Postgrator: `001.do.name.sql` and `001.undo.name.sql`; each file is one query. */
export const postgrator: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      const matches = names.flatMap((name) => {
        const match = named.exec(name);
        return match
          ? [{ name, version: (match[1] ?? match[4]) as string, section: (match[2] ?? match[5]) as string }]
          : [];
      });
      const downs = new Map(
        matches.filter(({ section }) => section === "undo").map(({ version, name }) => [version, join(folder, name)]),
      );
      const ups = matches.filter(({ section }) => section === "do").sort((a, b) => byNumber(a.version, b.version));
      if (ups.length === 0) return [];
      return [
        {
          tool: "postgrator",
          folder,
          hasDowns: true,
          why: "is named <number>.do.sql",
          steps: ups.map(({ name, version }) =>
            step(join(folder, name), name.replace(/\.sql$/, ""), {
              down: downs.get(version) ?? null,
              transaction: "one-query",
            }),
          ),
        },
      ];
    });
  },
};
