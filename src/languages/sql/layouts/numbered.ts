import type { TransactionMode } from "../unit.ts";
import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byLeadingNumber, byName } from "./order.ts";
import { rustTool } from "./rust-tool.ts";
import { join, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

const backquoted = /^\s*(?:UPDATE|INSERT\s+INTO|DELETE\s+FROM|(?:CREATE|ALTER)\s+TABLE)\s+`/im;

/**
 * A folder of files whose names put them in order (`001_users.sql`, `20240101_init.sql`): Atlas, sqlx, postgres-migrations,
 * and the many runners of a project's own.
 */
export const numbered: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      const ordered = names.filter((name) => /^\d+/.test(name)).sort(byLeadingNumber);
      if (files.isHome(folder)) return [];
      const inMigrations = /(^|[/_-])(migrations?|migrate|changesets?|evolutions?)([/_-]|$)/i.test(folder);
      const all =
        /(^|[_-])migrations?([_-]|$)/i.test(nameOf(folder)) && ordered.length === 0 ? [...names].sort(byName) : ordered;
      // Outside a folder that says so, numbers are an order when all the files have one and there is more than one.
      // Scripts run by hand that hold the same for several databases: MySQL's quotes stand in no migration for PostgreSQL.
      if (ordered.length === 0 && all.some((name) => backquoted.test(files.head(join(folder, name))))) return [];
      if (all.length === 0 || (!inMigrations && (ordered.length < 2 || ordered.length < names.length))) return [];
      if (
        !inMigrations &&
        !all.some((name) => /\b(create|alter)\s+(table|type|extension|schema)\b/i.test(files.head(join(folder, name))))
      )
        return [];
      return [history(files, folder, all, names)];
    });
  },
};

function history(files: SqlFiles, folder: string, ordered: readonly string[], names: readonly string[]): FoundHistory {
  const { tool, transaction } = runner(files, folder);
  const chosen = new Set(ordered);
  return {
    tool,
    folder,
    hasDowns: false,
    why:
      tool === "plain"
        ? "stands in a folder of migrations in the order of their names"
        : `stands in a folder of migrations of a project that uses ${tool}`,
    steps: ordered.map((name) => step(join(folder, name), name.replace(/\.sql$/, ""), { transaction })),
    others: names
      .filter((name) => !chosen.has(name))
      .map((name) => ({
        file: join(folder, name),
        as: "SQL file",
        why: "has no number, unlike the migrations beside it",
      })),
  };
}

interface Runner {
  readonly tool: string;
  readonly transaction: TransactionMode;
}

function runner(files: SqlFiles, folder: string): Runner {
  if (files.tree.has(join(folder, "atlas.sum"))) return { tool: "atlas", transaction: "each" };
  const rust = rustTool(files, folder);
  if (rust === "sqlx" || rust === "refinery") return { tool: rust, transaction: "each" };
  const manifest = files.text(files.above(folder, "package.json") ?? "");
  if (/"(?:@djgrant\/)?postgres-migrations"\s*:/.test(manifest ?? ""))
    return { tool: "postgres-migrations", transaction: "each" };
  // What runs it is not known: nothing is said of a transaction.
  return { tool: "plain", transaction: "none" };
}
