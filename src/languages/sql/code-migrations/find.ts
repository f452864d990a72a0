import type { FoundHistory } from "../layouts/layout.ts";
import { step } from "../layouts/layout.ts";
import { byLeadingNumber, byName, byNumber } from "../layouts/order.ts";
import { folderOf, nameOf } from "../layouts/sql-files.ts";
import type { SqlFiles } from "../layouts/sql-files.ts";
import { toolOfCode, transactionOfCode } from "./recognise.ts";

const code = /\.(?:[cm]?[jt]s)$/;
const notMigration = /\.d\.[cm]?ts$|\.(?:test|spec|snap)\.[cm]?[jt]s$|(?:^|\/)index\.[cm]?[jt]s$/;

/** Whether a file may hold a migration in code, by its path alone: only these are opened. */
export function mayBeCode(file: string): boolean {
  return code.test(file) && !notMigration.test(file) && (/migrat/i.test(file) || /\d{10}/.test(nameOf(file)));
}

/** Histories of migrations written in TypeScript or JavaScript: the files of one folder, in the tool's order. */
export function findCodeHistories(files: SqlFiles, candidates: readonly string[]): FoundHistory[] {
  const folders = new Map<string, CodeFile[]>();
  for (const file of candidates) {
    const head = files.head(file);
    const tool = toolOfCode(head);
    // Outside a folder of migrations only a migration class is sure to be one.
    if (
      tool === null ||
      (!/migrat/i.test(folderOf(file)) && !/\bimplements\s+MigrationInterface\b|\bextends\s+Migration\b/.test(head))
    )
      continue;
    // A script of db-migrate that only reads an SQL file beside it.
    if (tool === "db-migrate" && /['"]sqls['"]/.test(head)) continue;
    const folder = folderOf(file);
    folders.set(folder, [...(folders.get(folder) ?? []), { file, head, tool }]);
  }
  return [...folders].sort(([a], [b]) => byName(a, b)).map(([folder, members]) => history(folder, members));
}

interface CodeFile {
  readonly file: string;
  readonly head: string;
  readonly tool: string;
}

function history(folder: string, members: readonly CodeFile[]): FoundHistory {
  const tool = mostCommon(members.map((member) => member.tool));
  const ordered = [...members].sort(
    (a, b) => byTimestamp(tool, a, b) || byLeadingNumber(nameOf(a.file), nameOf(b.file)),
  );
  return {
    tool,
    folder,
    hasDowns: true,
    why: `exports an \`up\`, as ${tool === "code" ? "migrations" : `${tool} migrations`} do`,
    steps: ordered.map(({ file }) =>
      step(file, nameOf(file).replace(code, ""), { format: "code", transaction: transactionOfCode(tool) }),
    ),
  };
}

/** TypeORM orders by the number at the end of the class name, whatever the file is called; the others by file name. */
function byTimestamp(tool: string, a: CodeFile, b: CodeFile): number {
  return tool === "typeorm" ? byNumber(classTimestamp(a), classTimestamp(b)) : 0;
}

function classTimestamp({ file, head }: CodeFile): string {
  return /\bclass\s+\w*?(\d{10,})\b/.exec(head)?.[1] ?? /\d{10,}/.exec(nameOf(file))?.[0] ?? "";
}

function mostCommon(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || byName(a, b))[0]?.[0] ?? "code";
}
