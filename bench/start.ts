import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrations } from "./sql-projects.ts";

/** What starting archlint costs: the processor time of whole processes over projects so small that little else is left. */
const runs = Number(process.argv[2] ?? 9);
const root = path.join(import.meta.dirname, "..");
const cli = process.argv[3] ?? path.join(root, "dist", "src", "cli", "main.js");
const folder = mkdtempSync(path.join(tmpdir(), "archlint-bench-"));
const empty = path.join(folder, "empty.mjs");
const api = path.join(folder, "api");
const sql = path.join(folder, "sql");

/** Milliseconds of all threads, told by the process as it ends; git's processes count for themselves. */
const tell = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); process._rawDebug((user + system) / 1000); });',
)}`;

try {
  writeFileSync(empty, "");
  mkdirSync(api);
  cpSync(path.join(root, "test/cli/project/openapi.yaml"), path.join(api, "openapi.yaml"));
  mkdirSync(path.join(sql, "migrations"), { recursive: true });
  for (const [file, text] of Object.entries(migrations(1))) writeFileSync(path.join(sql, "migrations", file), text);
  process.stdout.write(`node ${process.version}, the best of ${runs} runs, processor time\n\n`);
  print("Node itself", [empty]);
  print("archlint --version", [cli, "--version"]);
  print("one OpenAPI document", [cli, "--fail-on", "never", "--cwd", api]);
  print("one migration", [cli, "--fail-on", "never", "--cwd", sql]);
  print("the demo: all languages", [cli, "--fail-on", "never", "--cwd", path.join(root, "fixtures/projects/bookshop")]);
} finally {
  rmSync(folder, { recursive: true });
}

function print(name: string, args: readonly string[]): void {
  const time = Math.min(...Array.from({ length: runs }, () => timeOf(args)));
  process.stdout.write(`${name.padEnd(26)} ${time.toFixed(0).padStart(5)} ms\n`);
}

function timeOf(args: readonly string[]): number {
  const { status, stderr } = spawnSync(process.execPath, ["--import", tell, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const time = Number(stderr.trim().split("\n").at(-1));
  if (status !== 0 || Number.isNaN(time))
    throw new Error(`${args.join(" ")} ended with ${status}: ${stderr || "is it built? (npm run build)"}`);
  return time;
}
