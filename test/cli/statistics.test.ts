import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const project = {
  "migrations/001_a.up.sql":
    "CREATE TABLE a (name text);\nCREATE TABLE b (name text);\nCREATE TABLE c (id bigint PRIMARY KEY, c_id bigint REFERENCES c (id));\n",
};
const only = ["--only", "schema/primary-key", "--only", "schema/foreign-key-index"];

async function output(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd: tempFolder({ ...project, ...more }) });
  const code = await run([...only, ...args], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

describe("archlint --statistics", () => {
  it("counts the findings of each rule, and judges them as ever", async () => {
    const { code, stdout } = await output(["--statistics", "--fail-on", "info"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^2 {2}schema\/primary-key \(warning\)\n1 {2}schema\/foreign-key-index \(warning\)\n\n3 warnings in 1 of 1 file/,
    );
  });
});

describe("archlint --timing", () => {
  it("says on stderr what took how long, and leaves the report as it is", async () => {
    const { stdout, stderr } = await output(["--timing"]);
    expect(stdout).toBe((await output([])).stdout);
    for (const phase of ["listing files", "reading", "building the model", "checking", "deciding"])
      expect(stderr).toMatch(new RegExp(`^ +\\d+ ms {2}${phase}$`, "m"));
    expect(stderr).toMatch(/^ +\d+ ms {2}languages\/sql +1 call$/m);
    expect(stderr).toMatch(/^ +\d+ ms {2}schema\/primary-key +\d+ calls?$/m);
  });
});

describe("archlint --group-by", () => {
  const headings = (text: string) => text.split("\n").filter((line) => /: \d+ findings?$/.test(line));

  it.each([
    ["rule", ["schema/foreign-key-index: 1 finding", "schema/primary-key: 2 findings"]],
    ["file", ["migrations/001_a.up.sql: 3 findings"]],
    ["owner", ["@data @back: 3 findings"]],
  ])("%s shows the findings under headings that count them", async (by, expected) => {
    const { stdout } = await output(["--group-by", by], { CODEOWNERS: "* @all\nmigrations/ @data @back\n" });
    expect(headings(stdout)).toEqual(expected);
    expect(stdout.match(/^warning\[/gm)).toHaveLength(3);
  });

  it("practice takes that of the rule", async () => {
    expect(headings((await output(["--group-by", "practice"])).stdout).length).toBeGreaterThan(1);
  });

  it("owner needs to know them", async () => {
    expect(await output(["--group-by", "owner"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--group-by owner needs a CODEOWNERS file"),
    });
  });
});
