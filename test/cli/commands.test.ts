import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/registry.ts";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "./fake-io.ts";

const project = path.join(import.meta.dirname, "project");
const golden = (name: string): string => path.join(import.meta.dirname, "golden", name);

async function archlint(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo({ cwd: project, ...given });
  const code = await run(args, io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "archlint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("archlint rules", () => {
  it("lists every rule, built in or archlint's own", async () => {
    const { code, stdout } = await archlint(["rules"]);
    expect(code).toBe(0);
    for (const rule of rules)
      expect(stdout).toMatch(new RegExp(`^${rule.id} +${rule.severity} +${rule.preset} +`, "m"));
    expect(stdout).toMatch(/^archlint\/crashed /m);
  });

  it("gives them to programs with their options", async () => {
    const listed = JSON.parse((await archlint(["rules", "--format", "json"])).stdout) as {
      id: string;
      options: object;
    }[];
    expect(listed.map(({ id }) => id)).toEqual(listed.map(({ id }) => id).toSorted());
    expect(listed.find(({ id }) => id === "schema/foreign-key-index")?.options).toMatchObject({
      ignoreTables: { kind: "list", default: [] },
    });
  });
});

describe("archlint explain", () => {
  it.each(rules.map((rule) => [rule.id]))("%s says all there is to say", async (id: string) => {
    const rule = rules.find((one) => one.id === id) as (typeof rules)[number];
    const { code, stdout } = await archlint(["explain", id], { isTTY: true, columns: 72 });
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- colours
    const words = stdout.replace(/\u001b\[\d+m/g, "").replace(/\s+/g, " ");
    for (const part of [
      rule.summary,
      rule.why,
      rule.fix,
      rule.tradeoff,
      ...rule.references,
      ...Object.keys(rule.options ?? {}),
    ]) {
      expect(words).toContain(part.replace(/\s+/g, " "));
    }
  });

  it("finds a rule by its name alone", async () => {
    expect((await archlint(["explain", "foreign-key-index"])).stdout).toMatch(
      /^schema\/foreign-key-index: every foreign key is covered by an index\n/,
    );
  });

  it("says how the project sets it, and where", async () => {
    const cwd = mkdtempSync(path.join(folder, "set-"));
    writeFileSync(
      path.join(cwd, ".archlintrc.json"),
      '{\n  "rules": { "schema/foreign-key-index": ["error", { "ignoreTables": ["audit"] }] }\n}\n',
    );
    const { stdout } = await archlint(["explain", "schema/foreign-key-index"], { cwd });
    expect(stdout).toMatch(
      /\nIn this project\n {2}error, by \.archlintrc\.json:2:\d+\n {2}ignoreTables: \["audit"\], by \.archlintrc\.json:2:\d+\n/,
    );
    expect((await archlint(["explain", "schema/foreign-key-index", "--no-config"], { cwd })).stdout).not.toContain(
      "In this project",
    );
    writeFileSync(path.join(cwd, ".archlintrc.json"), "{");
    const broken = await archlint(["explain", "schema/foreign-key-index"], { cwd });
    expect(broken).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        "archlint: the configuration cannot be read, so this says nothing of it: .archlintrc.json:1:",
      ),
    });
    expect(broken.stdout).toContain("\nWhy\n");
  });

  it("wants one rule", async () => {
    expect(await archlint(["explain"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "archlint: archlint explain takes one rule; archlint rules lists them\nSee archlint --help.\n",
    });
  });
});

describe("archlint --list-files", () => {
  it("says what each file was taken for, or why it was left", async () => {
    const { code, stdout } = await archlint(["--list-files"]);
    await expect(stdout).toMatchFileSnapshot(golden("list-files.txt"));
    expect(code).toBe(0);
  });

  it("shows those under a path, to programs as well", async () => {
    const listed = JSON.parse(
      (await archlint(["--list-files", "--format", "json", "migrations", "README.md"])).stdout,
    ) as { file: string; taken: boolean }[];
    expect(listed.map(({ file, taken }) => [file, taken])).toEqual([
      ["README.md", false],
      ["migrations/001_customers.down.sql", true],
      ["migrations/001_customers.up.sql", true],
      ["migrations/002_orders.down.sql", true],
      ["migrations/002_orders.up.sql", true],
    ]);
  });
});

describe("archlint --print-config", () => {
  it("shows what was decided and where it was written", async () => {
    const cwd = path.join(folder, "configured");
    cpSync(project, cwd, { recursive: true });
    writeFileSync(
      path.join(cwd, ".archlintrc.json"),
      '{\n  "rules": { "schema/foreign-key-index": "error" },\n  "overrides": [{ "files": ["openapi.yaml"], "rules": { "schema/foreign-key-index": "off" } }]\n}\n',
    );
    const settings = async (...args: string[]) =>
      JSON.parse((await archlint(["--print-config", ...args], { cwd })).stdout);
    const whole = await settings();
    expect(whole).toMatchObject({ file: ".archlintrc.json", preset: "recommended", history: { newest: 3 } });
    expect(whole.rules["schema/foreign-key-index"]).toMatchObject({
      severity: "error",
      from: expect.stringMatching(/^\.archlintrc\.json:2:\d+$/),
      options: { ignoreTables: [] },
    });
    expect((await settings("openapi.yaml")).rules["schema/foreign-key-index"].severity).toBe("off");
    expect((await settings("--no-config")).rules["schema/foreign-key-index"].from).toBe("the preset recommended");
  });
});

describe("archlint model", () => {
  it.each(["api", "schema", "code", "modules", "decisions", "system"])("%s prints what archlint saw", async (part) => {
    const { code, stdout, stderr } = await archlint(["model", part]);
    await expect(stdout).toMatchFileSnapshot(golden(`model-${part}.json`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("prints the schema as DDL", async () => {
    const { code, stdout, stderr } = await archlint(["model", "schema", "--format", "sql"]);
    await expect(stdout).toMatchFileSnapshot(golden("model-schema.sql"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it.each(["001_customers", "1", "001_customers.up.sql", "./migrations/001_customers.up.sql"])(
    "--at %s is the schema after that migration, as JSON and as DDL",
    async (at) => {
      const { histories } = JSON.parse((await archlint(["model", "schema", "--at", at])).stdout) as {
        histories: { migrations: number; after: string; tables: { name: string }[] }[];
      };
      expect(
        histories.map(({ migrations, tables }) => ({ migrations, tables: tables.map(({ name }) => name) })),
      ).toEqual([{ migrations: 1, tables: ["customers"] }]);
      const { stdout } = await archlint(["model", "schema", "--at", at, "--format", "sql"]);
      expect(stdout).toContain("CREATE TABLE customers (");
      expect(stdout).not.toContain("orders");
    },
  );

  it.each([
    [["schema", "--at", "002_order"], /^archlint: --at 002_order: no migration has .*; did you mean `.*002.*`\?\n/],
    [["schema", "--at", "2099"], /no migration has this version, file name or path; the last one is/],
    [["api", "--at", "1"], /--at is for archlint model schema: only the schema has a history, not api/],
    [["api", "--format", "sql"], /archlint model api prints as json, not as sql/],
    [["schema", "--format", "yaml"], /archlint model schema prints as json or as sql, not as yaml/],
    [["schema", "--format", "sql", "--format", "json"], /archlint model prints in one format/],
  ])("model %s is a mistake that is named", async (args, message) => {
    const { code, stdout, stderr } = await archlint(["model", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it("keeps several histories apart, and asks which is meant", async () => {
    const cwd = mkdtempSync(path.join(folder, "two-"));
    for (const service of ["billing", "shop"]) {
      mkdirSync(path.join(cwd, service, "migrations"), { recursive: true });
      writeFileSync(
        path.join(cwd, service, "migrations/001_first.up.sql"),
        `CREATE TABLE ${service} (id int PRIMARY KEY);\n`,
      );
      writeFileSync(path.join(cwd, service, "migrations/001_first.down.sql"), `DROP TABLE ${service};\n`);
    }
    const { stderr, code } = await archlint(["model", "schema", "--at", "001"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(
      "--at 001 may mean billing/migrations/001_first.up.sql or shop/migrations/001_first.up.sql; name one of them",
    );
    const one = await archlint(["model", "schema", "--at", "shop/migrations/001_first.up.sql", "--format", "sql"], {
      cwd,
    });
    expect(one.stdout).toContain("CREATE TABLE shop (");
    expect(one.stdout).not.toContain("billing");
    const all = await archlint(["model", "schema", "--format", "sql"], { cwd });
    expect(all.stdout).toMatch(
      /^-- billing\/migrations .*\n\nCREATE TABLE billing [^]*\n\n-- shop\/migrations .*\n\nCREATE TABLE shop /,
    );
  });
});

describe("on a terminal", () => {
  it("colours, and wraps to its width", async () => {
    const { stdout } = await archlint(["--only", "schema/foreign-key-index"], { isTTY: true, columns: 60 });
    expect(stdout).toContain("\u001b[33m\u001b[1mwarning[schema/foreign-key-index]");
    // oxlint-disable-next-line no-control-regex -- colours
    const prose = stdout
      .replace(/\u001b\[\d+m/g, "")
      .split("\n")
      .filter((line) => /^ +(?:= why|\S)/.test(line) && !line.includes("┌─") && !line.includes("│"));
    expect(prose.length).toBeGreaterThan(3);
    for (const line of prose) expect(line.length).toBeLessThanOrEqual(60);
  });

  it("does without colour when told", async () => {
    const without = { isTTY: true, columns: 100 };
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }])
      expect((await archlint(["--only", "schema"], { ...without, env })).stdout).not.toContain("\u001b");
    expect((await archlint(["--only", "schema", "--color", "never"], without)).stdout).not.toContain("\u001b");
  });

  it("says nothing of a short run's progress", async () => {
    expect((await archlint(["--only", "schema"], { isTTY: true })).stderr).not.toContain("reading");
  });
});
