import { appendFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { jobSummary, jobSummaryLimit } from "../reporters/github/job-summary.ts";
import { urlPath } from "../reporters/github/markdown.ts";
import type { Result } from "../findings/result.ts";
import type { Io } from "./io.ts";

type Env = Io["env"];

/**
 * The project's folder in the repository as GitHub or GitLab checked it out, with `/`; `""` at its root, or when it is not
 * known.
 */
export function repositoryPrefix(env: Env, root: string): string {
  const workspace = env["GITHUB_WORKSPACE"] || env["CI_PROJECT_DIR"];
  if (!workspace) return "";
  try {
    const path = relative(realpathSync(workspace), realpathSync(root));
    return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path) ? "" : path.split(sep).join("/");
  } catch {
    // A workspace that is gone: paths from the project's root are the best there is.
    return "";
  }
}

/** Where the commit's files can be seen; null outside GitHub. */
export function blobUrl(env: Env): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = env;
  return server && repository && sha
    ? `${server.replace(/\/+$/, "")}/${urlPath(repository)}/blob/${urlPath(sha)}`
    : null;
}

/** Appends the job summary where GitHub asks for it. A file that cannot be written costs the summary, not the run. */
export async function appendJobSummary(result: Result, prefix: string, io: Io): Promise<void> {
  const file = io.env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  try {
    const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const text = jobSummary(result, { prefix, blobUrl: blobUrl(io.env), limit: jobSummaryLimit - taken });
    if (text === "")
      await io.stderr.write("archlint: warning: no room is left in the job summary, so it holds nothing of this run\n");
    else appendFileSync(file, text);
  } catch (error) {
    await io.stderr.write(`archlint: warning: the job summary could not be written: ${(error as Error).message}\n`);
  }
}
