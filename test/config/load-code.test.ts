import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Compiled } from "../support/compiled.ts";
import { tempFolder } from "../support/temp-folder.ts";

const compiled = new Compiled(["src/config", "src/workspace", "src/rule", "src/findings"]);
afterAll(() => compiled.remove());

interface Answer {
  readonly config?: unknown;
  readonly file?: string | null;
  readonly warnings?: readonly string[];
  readonly lines?: readonly string[];
  /** Of the packages that matter, those that were loaded. */
  readonly loaded: readonly string[];
}

/** Loads the configuration of `root` in a Node of its own, with `root` as working directory. */
function load(
  root: string,
  options: { file?: string; static?: boolean } = {},
  env: Record<string, string> = {},
): Answer {
  const script = `
    import { createRequire } from "node:module";
    const { loadConfig } = await import("SRC/config/load.ts");
    const answer = {};
    try {
      const { config, file, warnings } = await loadConfig({ root: process.cwd(), ...${JSON.stringify(options)} });
      Object.assign(answer, { config, file, warnings });
    } catch (error) {
      if (!error.lines) throw error;
      answer.lines = error.lines;
    }
    const cached = Object.keys(createRequire(import.meta.url).cache).join();
    answer.loaded = ["cosmiconfig", "jiti", "jsonc-parser", "typescript"].filter((name) => cached.includes("node_modules/" + name + "/"));
    console.log(JSON.stringify(answer));`;
  return JSON.parse(compiled.run(script, { cwd: root, env })) as Answer;
}

/** A configuration that leaves a mark when it runs. */
const marks = (file: string) => `require("node:fs").writeFileSync(${JSON.stringify(file)}, "");`;
const marksEsm = (file: string) =>
  `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(file)}, "");`;

describe("a configuration that is code", () => {
  it.each([
    ["archlint.config.js", 'export default { preset: "strict" };', { "package.json": '{"type":"module"}' }],
    ["archlint.config.js", 'module.exports = { preset: "strict" };', {}],
    ["archlint.config.mjs", 'export default { preset: "strict" };', {}],
    ["archlint.config.mjs", 'export default Promise.resolve({ preset: "strict" });', {}],
    [
      "archlint.config.mjs",
      'import { defineConfig } from "archlint";\nexport default defineConfig({ preset: "strict" });',
      {},
    ],
    ["archlint.config.ts", 'export default { preset: "strict" as string };', {}],
    [
      "archlint.config.ts",
      'export default { preset: "strict" } satisfies object;',
      { "package.json": '{"type":"module"}' },
    ],
    [
      "archlint.config.mts",
      'interface A { preset: string }\nconst a: A = { preset: "strict" };\nexport default a;',
      {},
    ],
    [
      "archlint.config.ts",
      'import { defineConfig } from "archlint";\nexport default defineConfig({ preset: "strict" });',
      {},
    ],
    [
      "archlint.config.ts",
      'import { preset } from "./shared.ts";\nexport default { preset };',
      { "shared.ts": 'export const preset: string = "strict";' },
    ],
    ["archlint.config.ts", 'enum Preset { Strict = "strict" }\nexport default { preset: Preset.Strict };', {}],
    [
      "archlint.config.ts",
      'export default { preset: await Promise.resolve("strict") };',
      { "package.json": '{"type":"module"}' },
    ],
  ])("is loaded from %s: %s", (file, content, files: Record<string, string>) => {
    const root = tempFolder({ ...files, [file]: content });
    expect(load(root)).toMatchObject({ config: { preset: "strict" }, file, warnings: [] });
    expect(readdirSync(root).toSorted()).toEqual([...Object.keys(files), file].toSorted());
  });

  it.each([
    [
      "archlint.config.mjs",
      "export const config = {};",
      "archlint.config.mjs: expected a default export, found none; write `export default defineConfig({ … })`",
    ],
    ["archlint.config.mjs", 'throw new Error("no");', "archlint.config.mjs: running it failed: Error: no"],
    ["archlint.config.ts", 'throw new Error("no");', "archlint.config.ts: running it failed: Error: no"],
    ["archlint.config.mjs", "throw null;", "archlint.config.mjs: running it failed: null"],
    ["archlint.config.mjs", "export default () => ({});", "archlint.config.mjs: expected an object, found a function"],
    [
      "archlint.config.ts",
      'export default { preset: "x" };',
      'archlint.config.ts: `preset`: expected "recommended" or "strict", found "x"',
    ],
  ])("is refused in words, %s: %s", (file, content, line) => {
    expect(load(tempFolder({ [file]: content })).lines).toEqual([line]);
  });

  it.each(["archlint.config.js", "archlint.config.mjs", "archlint.config.ts", "archlint.config.mts"])(
    "that does not parse is refused without a path of the machine: %s",
    (file) => {
      const root = tempFolder({ [file]: "export default {{;" });
      const [line] = load(root).lines as [string];
      expect(line).toMatch(new RegExp(`^${file.replaceAll(".", "\\.")}: running it failed: \\w*Error`));
      expect(line).not.toContain(root);
    },
  );

  it("whose imports are missing is refused without a path of the machine", () => {
    const root = tempFolder({ "archlint.config.mjs": 'import "./none.mjs"; import "no-such-package";' });
    const [line] = load(root).lines as [string];
    expect(line).toMatch(/^archlint\.config\.mjs: running it failed: Error/);
    expect(line).not.toContain(root);
  });
});

/** Every kind of code that a run could come across. */
function traps(root: string): Record<string, string> {
  return {
    "archlint.config.js": marks(join(root, "ran")),
    "archlint.config.mjs": marksEsm(join(root, "ran")),
    "archlint.config.ts": marksEsm(join(root, "ran")),
    ".config/config.js": marks(join(root, "ran")),
    ".config/config.mjs": marksEsm(join(root, "ran")),
    ".config/config.ts": marksEsm(join(root, "ran")),
  };
}

function trapped(more: Record<string, string>): { folder: string; ran(): boolean } {
  const root = tempFolder();
  return { folder: tempFolder({ ...traps(root), ...more }), ran: () => existsSync(join(root, "ran")) };
}

describe("static mode", () => {
  it("would have something to prevent: outside it, the configuration runs", () => {
    const { folder, ran } = trapped({});
    expect(load(folder).file).toBe("archlint.config.js");
    expect(ran()).toBe(true);
  });

  it.each([
    [{ static: true }, {}],
    [{}, { ARCHLINT_STATIC_CONFIG: "1" }],
  ])("runs nothing and says so: %j %j", (options, env: Record<string, string>) => {
    const { folder, ran } = trapped({});
    const answer = load(folder, options, env);
    expect(answer).toMatchObject({ config: {}, file: null, loaded: [] });
    expect(answer.warnings).toEqual(
      ["archlint.config.js", "archlint.config.mjs", "archlint.config.ts"].map(
        (file) =>
          `${file} was found and not run, since only static configuration is allowed; the rules run with their defaults`,
      ),
    );
    expect(ran()).toBe(false);
  });

  it("reads data without constructing cosmiconfig", () => {
    const { folder, ran } = trapped({ ".archlintrc.json": '{"preset":"strict"}' });
    const answer = load(folder, { static: true });
    expect(answer).toMatchObject({ config: { preset: "strict" }, file: ".archlintrc.json", loaded: ["jsonc-parser"] });
    expect(answer.warnings?.[0]).toBe(
      "archlint.config.js was found and not run, since only static configuration is allowed; the rules run with .archlintrc.json",
    );
    expect(ran()).toBe(false);
  });

  it("refuses code that is named", () => {
    const { folder, ran } = trapped({});
    expect(load(folder, { file: "archlint.config.ts", static: true }).lines).toEqual([
      "archlint.config.ts: expected JSON or YAML, since only static configuration is allowed; this file is code and was not run",
    ]);
    expect(ran()).toBe(false);
  });

  it.each(["0", "false", ""])("is off when the variable is %j", (value) => {
    const { folder, ran } = trapped({});
    load(folder, {}, { ARCHLINT_STATIC_CONFIG: value });
    expect(ran()).toBe(true);
  });
});

describe("what loading costs and touches", () => {
  it("loads no package at all when there is no configuration", () => {
    expect(load(tempFolder({ "package.json": '{"name":"x"}' })).loaded).toEqual([]);
  });

  it("loads cosmiconfig for data, and neither jiti nor TypeScript", () => {
    expect(load(tempFolder({ ".archlintrc.yaml": "preset: strict" })).loaded).toEqual(["cosmiconfig"]);
  });

  it.each(["config.js", "config.cjs", "config.ts"])(
    "never runs the .config/%s of the working directory, which another tool owns",
    (file) => {
      const root = tempFolder();
      const folder = tempFolder({
        ".archlintrc.json": '{"preset":"strict"}',
        [`.config/${file}`]: marks(join(root, "ran")),
      });
      expect(load(folder)).toMatchObject({ config: { preset: "strict" }, file: ".archlintrc.json" });
      expect(existsSync(join(root, "ran"))).toBe(false);
    },
  );

  it("is not redirected by another configuration of cosmiconfig", () => {
    const files = {
      "package.json": '{"cosmiconfig":{"searchPlaces":["evil.js"]},"archlint":{"preset":"strict"}}',
      "evil.js": "throw 1",
    };
    expect(load(tempFolder(files))).toMatchObject({ config: { preset: "strict" }, file: "package.json" });
  });

  it("is not stopped by a broken package.json that does not concern it", () => {
    expect(load(tempFolder({ "package.json": "{", ".archlintrc.json": '{"preset":"strict"}' }))).toMatchObject({
      file: ".archlintrc.json",
    });
  });
});
