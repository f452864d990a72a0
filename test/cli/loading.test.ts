import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtCli, runCli } from "../support/built-cli.ts";

let folder: string;
beforeAll(() => {
  builtCli();
  folder = mkdtempSync(path.join(tmpdir(), "archlint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The modules a run loads: our own by their path, packages by their name. */
async function loaded(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const log = path.join(folder, "modules.log");
  writeFileSync(log, "");
  const hooks = path.join(import.meta.dirname, "../support/module-hooks.mjs");
  const { code, stderr } = await runCli(args, { cwd, node: ["--import", hooks], env: { MODULE_LOG: log } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const built = path.dirname(path.dirname(path.dirname(builtCli())));
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((url) => url.startsWith("file:"))
    .map((url) => new URL(url).pathname)
    .map((file) =>
      file.startsWith(`${built}/`)
        ? file.slice(built.length + 1)
        : `package ${/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file}`,
    );
}

describe("start-up", () => {
  it.each([["--version"], ["--help"]])("%s loads the command line alone", async (flag) => {
    const modules = await loaded([flag], folder);
    expect(modules.length).toBeLessThanOrEqual(12);
    expect(modules.filter((module) => !module.startsWith("src/cli/"))).toEqual(["src/findings/did-you-mean.js"]);
  });

  it("reads an OpenAPI document without the parsers of TypeScript and SQL", async () => {
    const cwd = mkdtempSync(path.join(folder, "api-"));
    writeFileSync(path.join(cwd, "openapi.yaml"), readFileSync(path.join(import.meta.dirname, "project/openapi.yaml")));
    const modules = await loaded(["--fail-on", "never"], cwd);
    expect(modules).toContain("src/engine/lint.js");
    const parsers = new Set(["ts-morph", "libpg-query", "pgsql-ast-parser", "chalk", "cosmiconfig", "jiti"]);
    expect(modules.filter((module) => parsers.has(module.replace("package ", "")))).toEqual([]);
  });
});
