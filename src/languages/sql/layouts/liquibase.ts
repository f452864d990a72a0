import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byName } from "./order.ts";
import { folderOf, join } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

const formatted = /^\s*--\s*liquibase\s+formatted\s+sql/i;

/** Formatted SQL change logs, in the order of the master change log that includes them; without one, by name. */
export const liquibase: Layout = {
  find(files) {
    const masters = files.tree.files.filter(
      (file) =>
        /changelog[^/]*\.(ya?ml|xml|json)$/i.test(file) ||
        /(^|\/)changelog\/[^/]*(master|root|index)[^/]*\.(ya?ml|xml|json)$/i.test(file),
    );
    const found: FoundHistory[] = [];
    const taken = new Set<string>();
    const included = new Set<string>();
    const chains = masters.map((master) => ({ master, order: follow(files, master, included) }));
    // A change log that another one includes is no master.
    for (const { master, order } of chains) {
      const listed = included.has(master) ? [] : order.filter((file) => files.isFree(file) && !taken.has(file));
      const steps = withNeighbours(files, listed);
      if (steps.length === 0) continue;
      for (const file of steps) taken.add(file);
      found.push(history(folderOf(master), `is included by ${master}`, steps));
    }
    for (const [folder, names] of files.folders()) {
      const rest = names
        .map((name) => join(folder, name))
        .filter((file) => !taken.has(file) && formatted.test(files.head(file)));
      if (rest.length > 0) found.push(history(folder, "starts with `--liquibase formatted sql`", rest.sort(byName)));
    }
    return found;
  },
};

function history(folder: string, why: string, steps: readonly string[]): FoundHistory {
  return {
    tool: "liquibase",
    folder,
    hasDowns: true,
    why,
    steps: steps.map((file) => step(file, file.slice(folder === "" ? 0 : folder.length + 1), { format: "liquibase" })),
  };
}

/** The SQL files a change log leads to, in order; `included` gathers the change logs met on the way. */
function follow(files: SqlFiles, master: string, included: Set<string>, path: readonly string[] = []): string[] {
  if (path.includes(master)) return [];
  const text = files.text(master);
  if (text === null) return [];
  return references(text).flatMap(({ kind, reference }) => {
    if (kind === "includeAll") return allBelow(files, resolveFolder(files, master, reference));
    const file = resolveFile(files, master, reference);
    if (file === null) return [];
    if (file.endsWith(".sql")) return [file];
    included.add(file);
    return follow(files, file, included, [...path, master]);
  });
}

/**
 * Change logs nobody includes, in a folder whose others are included: each is read after the one before it by name, for
 * what lists them may be a configuration out of sight.
 */
function withNeighbours(files: SqlFiles, listed: readonly string[]): string[] {
  const steps = [...listed];
  const folders = new Set(listed.map(folderOf));
  for (const [folder, names] of files.folders()) {
    if (!folders.has(folder)) continue;
    const unlisted = names
      .map((name) => join(folder, name))
      .filter((file) => !steps.includes(file) && formatted.test(files.head(file)));
    for (const file of unlisted) {
      const before = steps
        .filter((other) => folderOf(other) === folder && other < file)
        .sort(byName)
        .at(-1);
      steps.splice(before === undefined ? steps.length : steps.indexOf(before) + 1, 0, file);
    }
  }
  return steps;
}

/** YAML, JSON and XML name the same things: `include` has a `file`, `includeAll` and `sqlFile` a `path`. */
function references(text: string): { kind: string; reference: string }[] {
  const found = text.matchAll(
    /\b(includeAll|include|sqlFile)\b[^]{0,400}?\b(?:file|path)["']?\s*[:=]\s*["']?([^"'\s,}>]+)/g,
  );
  return [...found].map((match) => ({ kind: match[1] as string, reference: match[2] as string }));
}

/** A reference is relative to the change log, or to a class path whose root is any folder above it. */
function resolveFile(files: SqlFiles, from: string, reference: string): string | null {
  const path = reference.replace(/^classpath:/, "").replace(/^\.?\//, "");
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    if (files.tree.has(join(folder, path))) return join(folder, path);
    if (folder === "") return null;
  }
}

function resolveFolder(files: SqlFiles, from: string, reference: string): string {
  const path = reference
    .replace(/^classpath:/, "")
    .replace(/^\.?\//, "")
    .replace(/\/$/, "");
  const folders = new Set(files.folders().map(([folder]) => folder));
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const candidate = join(folder, path);
    if ([...folders].some((known) => known === candidate || known.startsWith(`${candidate}/`))) return candidate;
    if (folder === "") return path;
  }
}

function allBelow(files: SqlFiles, folder: string): string[] {
  const names = files
    .folders()
    .filter(([known]) => known === folder || known.startsWith(`${folder}/`))
    .flatMap(([known, inside]) => inside.map((name) => join(known, name)));
  return names.sort(byName);
}
