import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtCli, runCli, type CliOptions } from "../support/built-cli.ts";

const project = path.join(import.meta.dirname, "project");
const golden = (name: string): string => path.join(import.meta.dirname, "golden", name);
const only = ["--only", "schema/foreign-key-index"];
const cli = (args: readonly string[], options: Partial<CliOptions> = {}) => runCli(args, { cwd: project, ...options });

let folder: string;
beforeAll(() => {
  builtCli();
  folder = mkdtempSync(path.join(tmpdir(), "archlint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of its own with these files. */
function files(name: string, texts: Readonly<Record<string, string>>): string {
  const at = path.join(folder, name);
  mkdirSync(at);
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(at, file)), { recursive: true });
    writeFileSync(path.join(at, file), text);
  }
  return at;
}

describe("help", () => {
  it.each([
    [["--help"], "help.txt"],
    [["explain", "--help"], "help-explain.txt"],
    [["model", "-h"], "help-model.txt"],
  ])("%j", async (args, name) => {
    const { code, stdout, stderr } = await cli(args);
    await expect(stdout).toMatchFileSnapshot(golden(name));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("knows the version of its own package", async () => {
    const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8")) as {
      version: string;
    };
    expect(await cli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("a check", () => {
  it("prints findings on stdout and fails on those that count", async () => {
    const { code, stdout, stderr } = await cli([...only, "--fail-on", "warning"]);
    await expect(stdout).toMatchFileSnapshot(golden("findings.txt"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("passes when nothing counts as failure", async () => {
    expect((await cli([...only, "--fail-on", "error"])).code).toBe(0);
    expect((await cli([...only, "--max-warnings", "0"])).code).toBe(1);
  });

  it("says what a clean run looked at", async () => {
    const { code, stdout, stderr } = await cli([...only, "docs"]);
    await expect(stdout).toMatchFileSnapshot(golden("clean.txt"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("counts what --quiet does not show", async () => {
    const { stdout } = await cli([...only, "--quiet"]);
    expect(stdout).toMatch(/^no findings in /);
    expect(stdout).toContain("1 finding below error not shown (--quiet)\n");
  });

  it("writes one format into a file and another to stdout", async () => {
    const report = path.join(folder, "reports/archlint.json");
    const { stdout } = await cli([...only, "--format", "text", "--format", `json=${report}`]);
    await expect(stdout).toMatchFileSnapshot(golden("findings.txt"));
    const json = readFileSync(report, "utf8");
    await expect(json).toMatchFileSnapshot(golden("findings.json"));
    expect((await cli([...only, "--format", "json"])).stdout).toBe(json);
  });

  it("works from elsewhere with --cwd", async () => {
    const { stdout } = await cli([...only, "--cwd", project], { cwd: folder });
    await expect(stdout).toMatchFileSnapshot(golden("findings.txt"));
  });

  it("annotates on GitHub Actions, shields the log and writes the summary", async () => {
    const summary = path.join(folder, "summary.md");
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: path.dirname(project),
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "owner/name",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    };
    const { code, stdout, stderr } = await cli(only, { env });
    await expect(stdout).toMatchFileSnapshot(golden("github.txt"));
    await expect(readFileSync(summary, "utf8")).toMatchFileSnapshot(golden("github-summary.md"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("heeds FORCE_COLOR and NO_COLOR", async () => {
    const coloured = (await cli(only, { env: { FORCE_COLOR: "1" } })).stdout;
    expect(coloured).toContain("\u001b[33m\u001b[1mwarning[schema/foreign-key-index]");
    expect((await cli(only, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toContain("\u001b");
    expect((await cli(only)).stdout).not.toContain("\u001b");
  });
});

describe("a mistake", () => {
  it.each([
    ["an option", ["--fromat", "json"], "archlint: there is no option --fromat; did you mean --format?\n"],
    [
      "a command",
      ["explian"],
      "archlint: there is no file or folder explian, and no such command; did you mean `explain`?\n",
    ],
    ["a path", ["src/missing.ts"], "archlint: there is no file or folder src/missing.ts, and no such command\n"],
    [
      "a rule",
      ["explain", "schema/foreign-key-idnex"],
      "archlint: there is no rule `schema/foreign-key-idnex`; did you mean `schema/foreign-key-index`?",
    ],
    [
      "a rule to run",
      ["--only", "schema/foreign-key-idnex"],
      "archlint: --only: there is no rule or namespace `schema/foreign-key-idnex`; did you mean `schema/foreign-key-index`?\n",
    ],
    [
      "a part of the model",
      ["model", "shcema"],
      "archlint: archlint model prints one of api, schema, code, modules, decisions, system, not shcema; did you mean `schema`?\n",
    ],
    ["a folder", ["--cwd", "missing"], "archlint: --cwd missing is no folder\n"],
    ["a place outside", [".."], "archlint: .. lies outside the project"],
    [
      "a report that cannot be written",
      ["--format", "json=openapi.yaml/x.json"],
      "archlint: the report cannot be written to openapi.yaml/x.json",
    ],
  ])("in %s is told on stderr with exit code 2", async (_, args, message) => {
    const { code, stdout, stderr } = await cli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.slice(0, message.length)).toBe(message);
  });

  it("in the configuration says where it stands", async () => {
    const cwd = files("misconfigured", {
      ".archlintrc.json": '{\n  "rules": { "schema/primary-kye": "off" }\n}\n',
      "migrations/001_a.up.sql": "SELECT 1;",
    });
    const { code, stderr } = await cli([], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^archlint: \.archlintrc\.json:2:\d+: /);
  });

  it("is a project without a file to check, and a path without one", async () => {
    const cwd = files("nothing", { "notes.txt": "nothing to see" });
    const { code, stdout, stderr } = await cli([], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("none of the project's 1 files can be checked; archlint looks for OpenAPI documents");
    const path = await cli(["README.md"]);
    expect(path.code).toBe(2);
    expect(path.stderr).toContain("nothing under README.md can be checked; archlint looks for");
  });
});

describe("a crash", () => {
  const hooks = ["--import", path.join(import.meta.dirname, "../support/module-hooks.mjs")];
  const replacing = (end: string, code: string): Partial<CliOptions> => ({
    node: hooks,
    env: { MODULE_REPLACE: JSON.stringify({ [end]: code }) },
  });

  it("of a rule costs only that rule, and exit code 2", async () => {
    const broken = replacing(
      "/rules/registry.js",
      `import { rules as real } from "REAL";
      const check = () => { throw new Error("broken rule"); };
      export const rules = real.map((rule) => rule.id === "schema/foreign-key-index" ? { ...rule, check } : rule);`,
    );
    const { code, stdout } = await cli([...only, "--fail-on", "never"], broken);
    expect(code).toBe(2);
    expect(stdout).toContain("error[archlint/crashed]");
    expect(stdout).toContain("schema/foreign-key-index");
    expect(stdout).toContain("1 error in ");
    expect((await cli([...only, "--debug"], broken)).stderr).toMatch(
      /^schema\/foreign-key-index.*: Error: broken rule\n {4}at /,
    );
  });

  it("of archlint is one line, and its stack with --debug", async () => {
    const broken = replacing(
      "/engine/lint.js",
      'export async function lint() { throw new Error("broken engine\\nsecond line"); }',
    );
    const { code, stdout, stderr } = await cli([], broken);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "archlint: internal error: broken engine\nThis is a fault of archlint, not of your project; run again with --debug and report what it prints.\n",
    });
    expect((await cli(["--debug"], broken)).stderr).toMatch(/^Error: broken engine\nsecond line\n {4}at lint /);
  });
});

describe("a pipe", () => {
  const tables = Array.from(
    { length: 4000 },
    (_, index) => `CREATE TABLE t${index} (id bigint PRIMARY KEY, parent_id bigint REFERENCES t0 (id));`,
  );

  it("gets all of a large output, and may close early", async () => {
    const cwd = files("large", {
      "migrations/001_tables.up.sql": tables.join("\n"),
      "migrations/001_tables.down.sql": "",
    });
    const report = path.join(folder, "large.json");
    const large = [...only, "--all", "--fail-on", "warning"];
    const { code, stdout } = await cli([...large, "--format", "json", "--format", `json=${report}`], { cwd });
    expect(code).toBe(1);
    expect(stdout.length).toBeGreaterThan(1024 * 1024);
    expect(stdout).toBe(readFileSync(report, "utf8"));
    expect(JSON.parse(stdout).findings).toHaveLength(4000);
    expect(await cli([...large, "--format", "json"], { cwd, deaf: true })).toEqual({ code: 1, stdout: "", stderr: "" });
  });
});
