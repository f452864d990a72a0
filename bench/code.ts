import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * What the code rules cost beside what any reader of TypeScript has to pay: the processor time and peak memory of archlint
 * over a checkout, and of a process that parses the same files with the same TypeScript and walks their trees once.
 */
const [, , given, times = "5", built] = process.argv;
if (given === undefined)
  throw new Error("expected the folder of a TypeScript project, as in `npm run bench:code -- ../shop`");
const project = path.resolve(given);
const runs = Number(times);
const root = path.join(import.meta.dirname, "..");
const cli = built ?? path.join(root, "dist", "src", "cli", "main.js");
const floor = path.join(root, "bench", "parse-floor.mjs");

/** Milliseconds and MiB of the process, told as it ends. */
const tell = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); process._rawDebug(`${(user + system) / 1000} ${process.resourceUsage().maxRSS / 1024}`); });',
)}`;

const files = filesOf(project);
process.stdout.write(`node ${process.version}, ${files.length} files, the best of ${runs} runs\n\n`);
const least = measured("parse and walk", [floor, project], files.join("\n"));
const whole = measured("archlint, code/*", [cli, "--cwd", project, "--only", "code/*", "--fail-on", "never"], "");
process.stdout.write(
  `\nratio ${(whole / least).toFixed(2)}, ${((whole / files.length) * 1000).toFixed(0)} ms for 1,000 files\n`,
);

/** The files whose trees archlint reads, as it tells itself. */
function filesOf(folder: string): string[] {
  const { stdout } = spawnSync(process.execPath, [cli, "--cwd", folder, "--list-files", "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const listed = JSON.parse(stdout) as readonly { readonly file: string; readonly taken: boolean }[];
  return listed.filter(({ file, taken }) => taken && /\.[cm]?[jt]sx?$/.test(file)).map(({ file }) => file);
}

function measured(name: string, args: readonly string[], input: string): number {
  const results = Array.from({ length: runs }, () => {
    const { status, stderr } = spawnSync(process.execPath, ["--import", tell, ...args], {
      encoding: "utf8",
      input,
      maxBuffer: 1 << 28,
      stdio: ["pipe", "ignore", "pipe"],
      cwd: root,
    });
    const [time = NaN, memory = NaN] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
    if (status !== 0 || Number.isNaN(time)) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    return { time, memory };
  });
  const time = Math.min(...results.map((each) => each.time));
  const memory = Math.max(...results.map((each) => each.memory));
  process.stdout.write(`${name.padEnd(20)} ${time.toFixed(0).padStart(6)} ms ${memory.toFixed(0).padStart(5)} MiB\n`);
  return time;
}
