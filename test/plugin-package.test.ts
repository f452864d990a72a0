import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { builtCli, runCli } from "./support/built-cli.ts";
import { tempFolder } from "./support/temp-folder.ts";

const repository = path.join(import.meta.dirname, "..");
const example = path.join(repository, "fixtures/plugins/archlint-plugin-acme");

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** A project that has the plugin from its tarball. */
function projectWithPlugin(files: Record<string, string>): string {
  const cwd = tempFolder({ "package.json": '{"private":true}', ...files });
  const tarballs = tempFolder();
  const [packed] = JSON.parse(npm(example, "pack", "--json", "--pack-destination", tarballs)) as [
    { filename: string; files: { path: string }[] },
  ];
  expect(packed.files.map((file) => file.path).sort()).toEqual([
    "index.js",
    "package.json",
    "rules/no-process-exit.js",
    "rules/table-comment.js",
    "strict.json",
  ]);
  const flags = ["--offline", "--legacy-peer-deps", "--no-audit", "--no-fund", "--ignore-scripts"];
  npm(cwd, "install", ...flags, path.join(tarballs, packed.filename));
  return cwd;
}

/** archlint as it is installed: its package.json, and what was built. Its own packages are those of this clone. */
function installArchlint(cwd: string): void {
  const folder = path.join(cwd, "node_modules/archlint");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), readFileSync(path.join(repository, "package.json")));
  symlinkSync(path.join(path.dirname(builtCli()), "../.."), path.join(folder, "dist"));
}

const files = {
  "migrations/001_users.sql":
    "CREATE TABLE users (id bigint PRIMARY KEY);\nCOMMENT ON TABLE users IS 'who signs in';\nCREATE TABLE teams (id bigint PRIMARY KEY);\nCOMMENT ON TABLE teams IS 'TODO';\n-- archlint-ignore-next-line schema/acme/table-comment -- only joins\nCREATE TABLE user_teams (id bigint PRIMARY KEY);\n",
  "src/server.ts":
    'import express from "express";\nconst app = express();\napp.get("/stop", () => process.exit(1));\napp.listen(80);\n',
};
const found = [
  "migrations/001_users.sql:3:1 error schema/acme/table-comment table `teams` has a comment of 4 characters",
  "src/server.ts:3:24 error code/acme/no-process-exit `process.exit()` drops the requests being served",
];
const only = ["--only", "schema/acme", "--only", "code/acme/*", "--format", "compact"];

describe("a plugin that is a package", () => {
  it("is packed, installed, and runs with the configuration it brings, the same each time", async () => {
    const cwd = projectWithPlugin({ ...files, ".archlintrc.json": '{"extends":"archlint-plugin-acme/strict.json"}' });
    // As with npx: no archlint is installed beside the plugin that imports it.
    const alone = await runCli(only, { cwd });
    expect(alone).toMatchObject({ code: 1, stderr: "" });
    expect(alone.stdout.trim().split("\n")).toEqual(found);

    installArchlint(cwd);
    const whole = ["--format", "json"];
    const [first, second] = [await runCli(whole, { cwd }), await runCli(whole, { cwd })];
    expect(first.stdout).toContain('"schema/acme/table-comment"');
    expect(second).toEqual(first);
    expect((await runCli(only, { cwd })).stdout).toBe(alone.stdout);
  });

  it("is explained, listed, set and checked like the built-in rules", async () => {
    const config = (rules: object) => JSON.stringify({ plugins: ["archlint-plugin-acme"], rules });
    const mild = { "code/acme/*": "off", "schema/acme/table-comment": ["warning", { longEnough: 5 }] };
    const cwd = tempFolder({ ...files, ".archlintrc.json": config(mild) });
    cpSync(example, path.join(cwd, "node_modules/archlint-plugin-acme"), { recursive: true });
    const listed = await runCli(["rules"], { cwd });
    expect(listed.stdout).toMatch(
      /^schema\/acme\/table-comment +warning +recommended +every table says what its rows are$/m,
    );
    const explained = (await runCli(["explain", "no-process-exit"], { cwd })).stdout;
    expect(explained).toContain("In this project\n  off, by .archlintrc.json:1:");
    expect(explained).toContain("References\n  https://nodejs.org/");
    const { stdout } = await runCli(["--format", "compact"], { cwd });
    expect(stdout).toContain("warning schema/acme/table-comment");
    expect(stdout).not.toContain("code/acme/");

    writeFileSync(
      path.join(cwd, ".archlintrc.json"),
      config({ "schema/acme/table-comment": ["error", { longEnough: 0 }] }),
    );
    expect(await runCli([], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(".longEnough`: expected a whole number, 1 or more, found 0"),
    });
    writeFileSync(path.join(cwd, ".archlintrc.json"), config({ "schema/acme/table-coment": "error" }));
    expect((await runCli([], { cwd })).stderr).toContain(
      "there is no such rule; did you mean `schema/acme/table-comment`?",
    );
  });

  it("has its own tests, under node:test", () => {
    const cwd = tempFolder();
    cpSync(example, cwd, { recursive: true });
    installArchlint(cwd);
    const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
    const text = execFileSync(process.execPath, ["--test", "--test-reporter", "tap", "test/rules.test.js"], {
      cwd,
      env,
      encoding: "utf8",
    });
    expect(text).toMatch(/^# pass 1$/m);
    expect(text).toMatch(/^# fail 0$/m);
  });
});
