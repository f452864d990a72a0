import { describe, expect, it } from "vitest";
import { checkNode } from "../../src/cli/doctor/surroundings.ts";
import { run } from "../../src/cli/run.ts";
import { git } from "../support/git.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

async function doctor(cwd: string, ...args: string[]) {
  const io = fakeIo({ cwd });
  const code = await run(["doctor", ...args], io);
  expect(io.stdout.text).not.toContain(cwd);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

const migration = { "migrations/001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n" };

describe("archlint doctor", () => {
  it("says that all is well where it is", async () => {
    const cwd = tempFolder({ ...migration, ".archlintrc.json": '{"preset":"strict"}' });
    git(cwd, "init", "--quiet", "--initial-branch=main");
    git(cwd, "add", ".");
    git(cwd, "commit", "--quiet", "--message=first");
    const { code, stdout } = await doctor(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {4}git {12}compares with [0-9a-f]{10}$/m);
    expect(stdout).toMatch(/^ok {4}parsers {8}OpenAPI, PostgreSQL and TypeScript are read$/m);
    expect(stdout).toMatch(/^ok {4}configuration {2}\.archlintrc\.json: preset strict, \d+ rules on$/m);
    expect(stdout).toMatch(/^ok {4}files {10}1 plain migration$/m);
    expect(stdout).toMatch(/\n\d+ ok, 0 to look at, 0 to mend\n$/);
  });

  it("says what to do where archlint sees less, and what of the configuration has no use", async () => {
    const cwd = tempFolder({
      "migrations/001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABEL teams;\n",
      ".archlintrc.json": '{"ignore":["nowhere"]}',
    });
    const { code, stdout } = await doctor(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warn {2}git {12}not a git repository\n {21}run git init/m);
    expect(stdout).toMatch(
      /^warn {2}configuration {2}\.archlintrc\.json:1:12: .*`nowhere` matches no file\n {21}mend it/m,
    );
    expect(stdout).toMatch(/^warn {2}understood {5}1 × statement not understood\n {21}archlint --format json/m);
  });

  it("fails where archlint would: no file to check, a configuration that cannot be read", async () => {
    const empty = await doctor(tempFolder({ "notes.txt": "" }));
    expect(empty.code).toBe(2);
    expect(empty.stdout).toMatch(/^fail {2}files {10}none of 1 can be checked\n {21}archlint --list-files/m);
    const broken = await doctor(tempFolder({ ...migration, ".archlintrc.json": '{"presett":"strict"}' }));
    expect(broken).toMatchObject({ code: 2, stderr: "" });
    expect(broken.stdout).toContain(
      "fail  configuration  .archlintrc.json:1:2: `presett`: there is no such key; did you mean `preset`?\n",
    );
    expect((await doctor(tempFolder(), "here")).code).toBe(2);
  });
});

describe("the version of Node", () => {
  const range = "^20.19.0 || >=22.12.0";
  it.each(["v20.19.0", "v20.20.2", "v22.12.0", "v22.13.1", "v24.0.0"])("%s will do", (version) => {
    expect(checkNode(version, range)).toEqual({ state: "ok", about: "node", found: version });
  });

  it.each(["v18.20.0", "v20.18.9", "v21.7.0", "v22.11.9"])("%s will not", (version) => {
    expect(checkNode(version, range)).toMatchObject({ state: "fail", remedy: `archlint needs Node ${range}` });
  });
});
