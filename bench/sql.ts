import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { dump, migrations, statements } from "./sql-projects.ts";

/** How long archlint takes over SQL: whole processes, as a user starts them, each with nothing kept from the one before. */
const runs = Number(process.argv[2] ?? 5);
const cli = process.argv[3] ?? path.join(import.meta.dirname, "..", "dist", "src", "cli", "main.js");
const folder = mkdtempSync(path.join(tmpdir(), "archlint-bench-"));

const projects: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
  ["one CREATE TABLE (the floor)", { "1_floor.sql": "CREATE TABLE a (id bigint PRIMARY KEY);\n" }],
  ["300 migrations", migrations(300)],
  ["a dump of 1.3 MB", { "1_dump.sql": dump(1_300_000) }],
  ["2,500 statements in one file", { "1_all.sql": statements(2_500) }],
  ["5,000 statements in one file", { "1_all.sql": statements(5_000) }],
  ["10,000 statements in one file", { "1_all.sql": statements(10_000) }],
];

try {
  const { stdout } = process;
  stdout.write(`node ${process.version}, ${availableParallelism()} processors, the best of ${runs} runs\n\n`);
  let floor = 0;
  for (const [index, [name, files]] of projects.entries()) {
    const cwd = path.join(folder, String(index));
    mkdirSync(path.join(cwd, "migrations"), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(cwd, "migrations", file), text);
    const time = Math.min(...Array.from({ length: runs }, () => timeOf(cwd)));
    if (index === 0) floor = time;
    stdout.write(
      `${name.padEnd(32)} ${time.toFixed(0).padStart(6)} ms, ${(time - floor).toFixed(0)} above the floor\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

function timeOf(cwd: string): number {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [cli, "--cwd", cwd, "--fail-on", "never"], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`archlint ended with ${status}: ${stderr || "is it built? (npm run build)"}`);
  return performance.now() - before;
}
