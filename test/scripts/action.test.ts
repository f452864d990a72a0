import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { builtCli } from "../support/built-cli.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { obeyedIn, outputsIn } from "../support/github-runner.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const root = path.join(import.meta.dirname, "../..");
const action = load(readFileSync(path.join(root, "action.yml"), "utf8")) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Record<string, string>; readonly run: string; uses?: string }[];
  };
};
const [step] = action.runs.steps;

const sha = "0123456789abcdef0123456789abcdef01234567";
const table = (name: string) => `CREATE TABLE ${name} (name text);\n`;

interface StepRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly report: { readonly findings: readonly Finding[] };
}

/** Runs the step as the runner would: the inputs by their names in action.yml, and only GitHub's variables. */
async function runStep(
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  { event = {}, env = {} }: { readonly event?: unknown; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<StepRun> {
  const temp = tempFolder({ "event.json": JSON.stringify(event), output: "", "summary.md": "" });
  const given = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, value])),
    ...inputs,
  };
  const variables = Object.entries(step?.env ?? {}).map(([name, expression]) => {
    const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
    return [name, given[input] ?? ""] as const;
  });
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step?.run ?? ""], {
    cwd: workspace,
    env: {
      PATH,
      HOME,
      ...Object.fromEntries(variables),
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: root,
      GITHUB_EVENT_PATH: path.join(temp, "event.json"),
      GITHUB_OUTPUT: path.join(temp, "output"),
      GITHUB_REPOSITORY: "owner/name",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_SHA: sha,
      GITHUB_STEP_SUMMARY: path.join(temp, "summary.md"),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      ...env,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const outputs = outputsIn(readFileSync(path.join(temp, "output"), "utf8"));
  const file = outputs["json-file"];
  const report = file === undefined ? { findings: [] } : (JSON.parse(readFileSync(file, "utf8")) as StepRun["report"]);
  return { code, log, outputs, summary: readFileSync(path.join(temp, "summary.md"), "utf8"), report };
}

/** A repository that depends on archlint as it is built here. */
function workspace(files: Readonly<Record<string, string>>): string {
  const folder = gitRepository({ ".gitignore": "node_modules\n", ...files });
  const installed = path.join(folder, "node_modules/archlint");
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    path.join(installed, "package.json"),
    '{"name":"archlint","type":"module","bin":{"archlint":"bin.js"}}',
  );
  writeFileSync(path.join(installed, "bin.js"), `await import(${JSON.stringify(`file://${builtCli()}`)});\n`);
  return folder;
}

const only = "--only schema/primary-key --only schema/foreign-key-index";

beforeAll(() => void builtCli());

describe("action.yml", () => {
  it("puts inputs into variables only, and takes no action of others", () => {
    for (const { run, uses } of action.runs.steps) {
      expect(run).not.toContain("${{");
      expect(uses).toBeUndefined();
    }
    const passed = Object.values(step?.env ?? {}).map((value) => /inputs\.([\w-]+)/.exec(value)?.[1]);
    expect(passed.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.archlint.outputs.${name} }}`);
  });

  it("is documented with all of its inputs and outputs", () => {
    const page = readFileSync(path.join(root, "docs/github.md"), "utf8");
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)]);
  });
});

describe("the action's step", () => {
  it("marks each finding where it is, counts them, and links them in the summary", async () => {
    const names = ["a,b:c=d%0A", "::error::x", "] ##[error]x", "stop ::stop-commands::t"];
    const folder = workspace(
      Object.fromEntries(names.map((name, index) => [`api/migrations/00${index}_${name}/up.sql`, table(`t${index}`)])),
    );
    const { code, log, outputs, summary, report } = await runStep(folder, {
      "working-directory": "api",
      "fail-on": "info",
      "sarif-file": "out/archlint.sarif",
      args: `${only} --only 'code/*'`,
    });
    expect(code).toBe(1);
    expect(report.findings.length).toBeGreaterThan(3);
    expect(outputs).toMatchObject({
      findings: String(report.findings.length),
      "exit-code": "1",
      "sarif-file": "out/archlint.sarif",
    });
    expect(outputs["introduced"]).toBeUndefined();
    const levels = { error: "error", warning: "warning", info: "notice" };
    const expected = report.findings.map(({ severity, primary, rule }) =>
      [levels[severity], `api/${primary.file}`, String(primary.start.line), rule].join(" "),
    );
    const read = obeyedIn(log).map(({ name, properties }) =>
      [name, properties["file"], properties["line"], properties["title"]].join(" "),
    );
    expect(read.toSorted()).toEqual(expected.toSorted());
    expect(summary.match(new RegExp(`https://github.com/owner/name/blob/${sha}/api/migrations/`, "g"))).toHaveLength(
      report.findings.length,
    );
    expect(existsSync(path.join(folder, "out/archlint.sarif"))).toBe(true);
  });

  it("judges only what the pull request brings", async () => {
    const folder = workspace({ "migrations/001_a.up.sql": table("a") });
    git(folder, "update-ref", "refs/remotes/origin/release", "HEAD");
    git(folder, "checkout", "--quiet", "-b", "work");
    writeFiles(folder, { "migrations/002_b.up.sql": table("b") });
    commitAll(folder);
    const inputs = { "new-only": "true", "fail-on": "info", args: only };
    const request = await runStep(folder, inputs, { env: { GITHUB_BASE_REF: "release" } });
    expect(request.report.findings.map(({ primary }) => primary.file)).toEqual(["migrations/002_b.up.sql"]);
    expect(request.outputs).toMatchObject({ introduced: "1", fixed: "0", findings: "1", "exit-code": "1" });
    expect(request.log).toContain("since `origin/release` (");
    const before = git(folder, "rev-parse", "HEAD").trim();
    expect((await runStep(folder, inputs, { event: { before } })).outputs).toMatchObject({
      introduced: "0",
      "exit-code": "0",
    });
    const gone = await runStep(folder, inputs, { event: { before: sha } });
    expect(gone.outputs).toMatchObject({ introduced: "1" });
  });

  it("runs no configuration of a fork's", async () => {
    const folder = workspace({
      "migrations/001_a.up.sql": table("a"),
      "archlint.config.mjs": "console.log('ran'); export default {};",
    });
    const repositories = { head: { repo: { full_name: "fork/name" } }, base: { repo: { full_name: "owner/name" } } };
    const fork = await runStep(folder, { args: only }, { event: { pull_request: repositories } });
    expect(fork.log).toContain("archlint.config.mjs was found and not run");
    expect(fork.log).not.toMatch(/^ran$/m);
    const own = { head: repositories.base, base: repositories.base };
    expect((await runStep(folder, { args: only }, { event: { pull_request: own } })).log).toMatch(/^ran$/m);
  });

  it("goes on when the summary cannot be written, and says so", async () => {
    const folder = workspace({ "migrations/001_a.up.sql": table("a") });
    const env = { GITHUB_STEP_SUMMARY: folder };
    const { code, log, outputs } = await runStep(folder, { args: only, "fail-on": "info" }, { env });
    expect(log).toContain("archlint: warning: the job summary could not be written: EISDIR");
    expect({ code, findings: outputs["findings"] }).toEqual({ code: 1, findings: "1" });
  });

  it.each([
    [{ args: "--only 'schema/primary-key" }, "the input args has a quote that is not closed"],
    [{ "new-only": "yes" }, "the input new-only is true or false, not yes"],
    [
      { version: "1; touch x" },
      "the input version names a version such as 1.2.3 or a tag such as latest, not 1; touch x",
    ],
    [{ args: "$(touch x) --fromat" }, "archlint could not finish its work; the log above says why"],
  ])("refuses %j with exit code 2", async (inputs, message) => {
    const folder = workspace({ "migrations/001_a.up.sql": table("a") });
    const { code, log, outputs } = await runStep(folder, inputs);
    expect({ code, outputs }).toEqual({ code: 2, outputs: { "exit-code": "2" } });
    expect(obeyedIn(log)).toEqual([{ name: "error", properties: { title: "archlint" }, data: message }]);
    expect(existsSync(path.join(folder, "x"))).toBe(false);
  });
});
