import type { StepPlan } from "../unit.ts";
import { dialectOfPath } from "../dialect.ts";
import type { FoundHistory, Layout, OtherFile } from "./layout.ts";
import { step } from "./layout.ts";
import { byName, byVersion } from "./order.ts";
import { folderOf, join, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

const named = /^(V|U|B)(\d+(?:[._]\d+)*)__(.*)\.sql$/;
const repeatable = /^R__(.*)\.sql$/;

/**
 * Flyway: `V<version>__name.sql` by version, `U` undoes, `R__` runs again after them whenever it changes, `B` stands for all
 * versions up to its own. Folders that share a root (`migration`, `migration_data`) are one history.
 */
export const flyway: Layout = {
  find(files) {
    const folders = files
      .folders()
      .filter(([, names]) => names.some((name) => named.test(name) || repeatable.test(name)));
    return gather(folders.map(([folder, names]) => ({ folder, names }))).map((group) => history(files, group));
  },
};

interface Folder {
  readonly folder: string;
  readonly names: readonly string[];
}

/**
 * A folder joins the one it is named after or stands in, and one of repeatable scripts alone the versions beside it, unless
 * it is for another database or repeats a version.
 */
function gather(folders: readonly Folder[]): Folder[][] {
  const groups: Folder[][] = [];
  for (const one of [...folders].sort((a, b) => a.folder.length - b.folder.length || byName(a.folder, b.folder))) {
    const group = groups.find(([root]) => root !== undefined && belongs(one, root));
    if (group && !repeats(one, group)) group.push(one);
    else groups.push([one]);
  }
  return groups.sort(([a], [b]) => byName(a?.folder ?? "", b?.folder ?? ""));
}

function belongs(one: Folder, root: Folder): boolean {
  if (dialectOfPath(one.folder) !== dialectOfPath(root.folder)) return false;
  if (one.folder.startsWith(`${root.folder}/`)) return true;
  if (folderOf(one.folder) === folderOf(root.folder) && !one.names.some((name) => named.test(name)))
    return root.names.some((name) => named.test(name)) && folderOf(one.folder) !== "";
  return (
    folderOf(one.folder) === folderOf(root.folder) &&
    /^[_-]/.test(nameOf(one.folder).slice(nameOf(root.folder).length)) &&
    nameOf(one.folder).startsWith(nameOf(root.folder))
  );
}

function repeats(one: Folder, group: readonly Folder[]): boolean {
  const versions = new Set(group.flatMap(({ names }) => names.map(versionOf)));
  return one.names.some((name) => named.test(name) && versions.has(versionOf(name)));
}

function versionOf(name: string): string {
  const match = named.exec(name);
  return match ? `${match[1]}${match[2]}` : name;
}

function history(files: SqlFiles, group: readonly Folder[]): FoundHistory {
  const all = group.flatMap(({ folder, names }) => names.map((name) => join(folder, name)));
  const of = (letter: string): string[] =>
    all.filter((file) => named.exec(nameOf(file))?.[1] === letter).sort((a, b) => byVersion(number(a), number(b)));
  const versions = of("V");
  const undo = new Map(of("U").map((file) => [number(file), file]));
  const first = versions[0];
  const used = new Set<string>();
  // A baseline whose versions were thrown away is where the history starts; else it repeats what they do.
  const start = of("B").findLast((file) => first === undefined || byVersion(number(file), number(first)) < 0);
  const steps: StepPlan[] = [...(start === undefined ? [] : [start]), ...versions].map((file) => {
    const down = undo.get(number(file)) ?? null;
    if (down !== null) used.add(down);
    used.add(file);
    return step(file, nameOf(file).replace(/\.sql$/, ""), { down, transaction: inTransaction(files, file) });
  });
  const last = all.filter((file) => repeatable.test(nameOf(file))).sort((a, b) => byName(nameOf(a), nameOf(b)));
  for (const file of last) {
    used.add(file);
    steps.push(step(file, nameOf(file).replace(/\.sql$/, ""), { transaction: inTransaction(files, file) }));
  }
  const others = all.filter((file) => !used.has(file)).map(leftOut);
  return {
    tool: "flyway",
    folder: group[0]?.folder ?? "",
    hasDowns: undo.size > 0,
    why: "is named as Flyway asks (V<version>__name)",
    steps,
    others,
  };
}

function number(file: string): string {
  return named.exec(nameOf(file))?.[2] ?? "";
}

function inTransaction(files: SqlFiles, file: string): "none" | "detected" {
  return /^\s*executeInTransaction\s*=\s*false/m.test(files.text(`${file}.conf`) ?? "") ? "none" : "detected";
}

function leftOut(file: string): OtherFile {
  const letter = named.exec(nameOf(file))?.[1];
  if (letter === "B") return { file, as: "flyway baseline", why: "repeats the versions before it" };
  if (letter === "U") return { file, as: "flyway undo", why: "undoes a version that is not here" };
  return { file, as: "SQL file", why: "is not named as Flyway asks, so Flyway does not run it" };
}
