import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");
/** Inside node_modules, so that the built files find their packages; never published and never committed. */
const cache = path.join(root, "node_modules/.cache/archlint-cli");

/**
 * The built bin, bundled with the settings of a release. One build serves every test file and run until a
 * source changes: its folder is named by what went into it.
 */
export function builtCli(): string {
  const folder = path.join(cache, sourcesHash());
  const bin = path.join(folder, "src/cli/main.js");
  if (existsSync(bin)) return bin;
  mkdirSync(cache, { recursive: true });
  const building = `${folder}.${process.pid}`;
  const rolldown = path.join(root, "node_modules/rolldown/bin/cli.mjs");
  const { status, stdout, stderr, signal } = spawnSync(
    process.execPath,
    [rolldown, "--config", "rolldown.config.ts", "--dir", building],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the build failed (${signal ?? status}):\n${stdout}${stderr}`);
  try {
    renameSync(building, folder);
  } catch {
    // Another test file was faster; the builds are equal.
    rmSync(building, { recursive: true });
  }
  return bin;
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "rules"]) {
    const files = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    for (const file of files.sort())
      hash.update(`${folder}/${file}\0`).update(readFileSync(path.join(root, folder, file)));
  }
  return hash
    .update(readFileSync(path.join(root, "rolldown.config.ts")))
    .digest("hex")
    .slice(0, 16);
}

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node's own, such as `--import`. */
  readonly node?: readonly string[];
  /** Close our end of its stdout at once, as `| head` does. */
  readonly deaf?: boolean;
}

/** Runs the built CLI as a process of its own, in an environment that says nothing of the one around the tests. */
export function runCli(
  args: readonly string[],
  { cwd, env = {}, node = [], deaf = false }: CliOptions,
): Promise<CliRun> {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child = spawn(process.execPath, [...node, builtCli(), ...args], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
  });
  let stdout = "";
  let stderr = "";
  if (deaf) child.stdout.destroy();
  else child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
