import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const project = {
  "migrations/001_a.up.sql":
    "CREATE TABLE a (name text);\nCREATE TABLE b (name text);\nCREATE TABLE c (id bigint PRIMARY KEY, c_id bigint REFERENCES c (id));\n",
};
const only = ["--only", "schema/primary-key", "--only", "schema/foreign-key-index"];

async function output(args: readonly string[]) {
  const io = fakeIo({ cwd: tempFolder(project) });
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
