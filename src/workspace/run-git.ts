import { execFileSync } from "node:child_process";

/** What one git command printed, or why it printed nothing. */
export type GitAnswer =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly reason: string };

/** Variables a hook sets: they would make git answer for another folder than the one it runs in. */
const hookVariables = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_OBJECT_DIRECTORY",
  "GIT_NAMESPACE",
];

export interface GitOptions {
  /** What git reads from its standard input. */
  readonly input?: string;
  /** The index it looks at, absolute; default: the repository's own. */
  readonly index?: string | undefined;
}

/**
 * Runs git in `folder`, without a shell, without locks, without the file system monitor, which is a program that the
 * repository's own configuration may name, and without fetching what a partial clone lacks (git 2.44 and later).
 */
export function runGit(folder: string, args: readonly string[], { input, index }: GitOptions = {}): GitAnswer {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" };
  for (const name of hookVariables) delete env[name];
  if (index !== undefined) env["GIT_INDEX_FILE"] = index;
  try {
    const stdout = execFileSync("git", ["-c", "core.fsmonitor=false", ...args], {
      cwd: folder,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      ...(input === undefined ? {} : { input }),
      maxBuffer: 2 ** 30,
      windowsHide: true,
    });
    return { ok: true, stdout };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** What git says of a folder that is in none. */
export const notARepository = "not a git repository";

function reasonOf(error: unknown): string {
  const { code, stderr } = error as { code?: string; stderr?: Buffer };
  if (code === "ENOENT") return "git is not installed";
  const said = stderr
    ?.toString("utf8")
    .split("\n", 1)[0]
    ?.replace(/^fatal: /, "");
  if (said?.startsWith(notARepository)) return notARepository;
  if (said?.startsWith("detected dubious ownership"))
    return "git distrusts the owner of this folder (see git's safe.directory)";
  return said === undefined || said === "" ? "git failed" : `git failed: ${said}`;
}
