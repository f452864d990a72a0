import { describe, expect, it } from "vitest";
import { rules } from "../../rules/registry.ts";
import { run } from "../../src/cli/run.ts";
import { practicesOf } from "../../src/rule/practices.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

async function practices(config: object, ...args: string[]) {
  const cwd = tempFolder({
    ".archlintrc.json": JSON.stringify(config),
    "migrations/001_a.sql": "CREATE TABLE orders (total bigint);\nCREATE TABLE bills (total bigint);\n",
  });
  const io = fakeIo({ cwd });
  const code = await run(["practices", ...args], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

describe("archlint practices", () => {
  it("says how the rules of a practice are set, what they looked at and what they found", async () => {
    const { code, stdout } = await practices(
      {
        rules: { "schema/bigint-key": "off" },
        overrides: [{ files: ["migrations/**"], rules: { "schema/natural-key-unique": "info" } }],
      },
      "data/keys",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^data\/keys: proper constraints, normalization\n {2}looked at 1 migration; \d findings?\n/);
    expect(stdout).toMatch(/^ {2}schema\/bigint-key +off /m);
    expect(stdout).toMatch(/^ {2}schema\/natural-key-unique +in overrides /m);
    expect(stdout).toMatch(/^ {2}schema\/primary-key +(?:warning|error) +[1-9] +every table has a primary key$/m);
  });

  it("shows a practice that no rule checks, and one whose rules are off", async () => {
    expect((await practices({}, "grpc/contract")).stdout).toBe(
      "grpc/contract: gRPC contracts\n  no rule checks it yet\n",
    );
    expect((await practices({ rules: { "*": "off", "schema/primary-key": "error" } }, "data/types")).stdout).toMatch(
      /^data\/types: the right type for each value\n {2}off\n/,
    );
    expect((await practices({}, "architecture/decisions")).stdout).toContain(
      "looked at nothing, for there is nothing of its kind here\n",
    );
  });

  it("gives all of them to programs", async () => {
    const { stdout } = await practices({}, "--format", "json");
    const listed = JSON.parse(stdout) as {
      practice: string;
      examined: object;
      findings: number;
      rules: { rule: string }[];
    }[];
    expect(listed.flatMap((practice) => practice.rules.map(({ rule }) => rule))).toEqual(
      expect.arrayContaining(rules.map((rule) => rule.id)),
    );
    expect(listed.find(({ practice }) => practice === "data/keys")?.examined).toEqual({ migrations: 1 });
  });

  it.each([
    [["data/kees"], "there is no practice `data/kees`; did you mean `data/keys`?"],
    [["a", "b"], "archlint practices takes one practice"],
    [["--format", "sarif"], "archlint practices prints as text or as json"],
  ])("refuses %j in words", async (args, message) => {
    const { code, stderr } = await practices({}, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("the practices", () => {
  it("are all known that a built-in rule names, and come with those of plugins", () => {
    expect(practicesOf(rules).filter(({ asks }) => asks === null)).toEqual([]);
    const own = { ...(rules[0] as (typeof rules)[number]), practice: "house/style" };
    expect(practicesOf([own]).at(-1)).toEqual({ id: "house/style", asks: null, rules: [own] });
  });
});
