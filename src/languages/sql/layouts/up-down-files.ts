import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byNumber } from "./order.ts";
import { rustTool } from "./rust-tool.ts";
import { join } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

const named = /^(\d+)_?(.*?)(?:\.tx)?\.(up|down)\.sql$/;

/** `<number>_name.up.sql` with `.down.sql` beside it: golang-migrate and tools that took its names over (sqlx, bun). */
export const upDownFiles: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      const matches = names.flatMap((name) => {
        const match = named.exec(name);
        return match
          ? [{ name, version: match[1] as string, title: match[2] as string, section: match[3] as string }]
          : [];
      });
      return matches.some(({ section }) => section === "up") ? [history(files, folder, matches)] : [];
    });
  },
};

interface Named {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly section: string;
}

function history(files: SqlFiles, folder: string, matches: readonly Named[]): FoundHistory {
  const downs = new Map(
    matches.filter(({ section }) => section === "down").map(({ version, name }) => [version, join(folder, name)]),
  );
  const ups = matches.filter(({ section }) => section === "up").sort((a, b) => byNumber(a.version, b.version));
  const tool = rustTool(files, folder) === "sqlx" ? "sqlx" : "golang-migrate";
  const used = new Set(ups.map(({ version }) => downs.get(version)));
  return {
    tool,
    folder,
    hasDowns: true,
    why: "is named <number>_name.up.sql",
    // golang-migrate sends a file as one query; sqlx opens a transaction.
    steps: ups.map(({ name, version, title }) => {
      const transaction = tool === "golang-migrate" ? (name.endsWith(".tx.up.sql") ? "each" : "one-query") : "each";
      return step(join(folder, name), title === "" ? version : `${version}_${title}`, {
        down: downs.get(version) ?? null,
        transaction,
      });
    }),
    others: [...downs.values()]
      .filter((file) => !used.has(file))
      .map((file) => ({ file, as: `${tool} down`, why: "there is no up of its version" })),
  };
}
