import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import { loadConfig, type LoadOptions } from "../../src/config/load.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const strict = '{"preset":"strict"}';

async function linesOf(
  files: Record<string, string | Uint8Array>,
  options: Partial<LoadOptions> = {},
): Promise<readonly string[]> {
  const root = tempFolder(files);
  const error = await loadConfig({ root, ...options }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).lines;
}

// Both ways must agree: cosmiconfig's search, and our own when only data may be read.
describe.each([{ static: false }, { static: true }])("finding a configuration, static: $static", (options) => {
  const load = (files: Record<string, string | Uint8Array>) => loadConfig({ root: tempFolder(files), ...options });

  it("needs none", async () => {
    expect(await load({ "package.json": '{"name":"archlint"}', "src/a.ts": "" })).toEqual({
      config: {},
      file: null,
      warnings: [],
    });
  });

  it.each([
    [".archlintrc", strict],
    [".archlintrc", "preset: strict # yaml\n"],
    [".archlintrc.json", strict],
    [".archlintrc.json", '\uFEFF// a comment\n{"preset":"strict",}'],
    [".archlintrc.json", Buffer.from(`\uFEFF${strict}`, "utf16le")],
    [".archlintrc.yaml", "preset: strict"],
    [".archlintrc.yml", "preset: strict"],
    ["package.json", '{"name":"x","archlint":{"preset":"strict"}}'],
  ])("reads %s: %j", async (file, content) => {
    expect(await load({ [file]: content })).toMatchObject({ config: { preset: "strict" }, file, warnings: [] });
  });

  it("looks in the root only", async () => {
    const outer = tempFolder({
      ".archlintrc.json": strict,
      "project/a.sql": "",
      "project/.config/archlintrc.json": strict,
    });
    expect((await loadConfig({ root: join(outer, "project"), ...options })).file).toBeNull();
  });

  it("takes the first and names the others", async () => {
    const loaded = await load({
      "package.json": '{"archlint":{}}',
      ".archlintrc.yaml": "{}",
      ".archlintrc.json": "{}",
    });
    expect(loaded.file).toBe("package.json");
    expect(loaded.warnings).toEqual([
      ".archlintrc.json is not read, since package.json comes before it; delete one of them",
      ".archlintrc.yaml is not read, since package.json comes before it; delete one of them",
    ]);
  });

  it("goes on when package.json only mentions it", async () => {
    const dependent = '{"devDependencies":{"archlint":"1"}}';
    expect(await load({ "package.json": dependent, ".archlintrc.json": strict })).toMatchObject({
      file: ".archlintrc.json",
      warnings: [],
    });
    expect((await load({ "package.json": dependent })).file).toBeNull();
  });

  it.each([
    [".archlintrc.json", ""],
    [".archlintrc.json", "null"],
    [".archlintrc.yaml", "# nothing\n"],
    [".archlintrc", ""],
  ])("does not pass over an empty %s: %j", async (file, content) => {
    const [line] = await linesOf({ [file]: content }, options);
    expect(line).toMatch(
      new RegExp(`^${file.replaceAll(".", "\\.")}(:1:1)?: expected an object, found (nothing|null)$`),
    );
  });

  it.each([
    [".archlintrc.json", '{\n  "preset": strict\n}', ".archlintrc.json:2:13: expected JSON: invalid symbol"],
    [".archlintrc.json", '{"a":1', ".archlintrc.json:1:7: expected JSON: close brace expected"],
    [
      ".archlintrc.json",
      '{\n"rules": {},\n"rules": {}}',
      ".archlintrc.json:3:1: expected each key once: `rules` stands at 2:1 already",
    ],
    ["package.json", '{"archlint": {,}}', "package.json:1:15: expected JSON: value expected"],
    [
      ".archlintrc.yaml",
      "preset: strict\npreset: strict\n",
      ".archlintrc.yaml:2:1: expected YAML: duplicated mapping key",
    ],
    [".archlintrc.yml", "rules: [a\npreset: b", ".archlintrc.yml:2:1: expected YAML: deficient indentation"],
    [
      ".archlintrc",
      "a: !!js/function x",
      ".archlintrc:1:4: expected YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>",
    ],
    [
      ".archlintrc.yaml",
      "a: 1\n---\nb: 2\n",
      ".archlintrc.yaml:1:1: expected YAML: expected a single document in the stream, but found more",
    ],
    [".archlintrc.json", "\0", ".archlintrc.json: expected a configuration file, but it is binary"],
  ])("says where %s is broken: %j", async (file, content, line) => {
    expect(await linesOf({ [file]: content }, options)).toEqual([line]);
  });

  it("says where each wrong value stands", async () => {
    const json =
      '{\n  "preset": "strickt",\n  "rules": {\n    "a/b": [\n      "of",\n      3\n    ]\n  },\n  "overrides": [{ "files": ["a", ""] }]\n}\n';
    expect(await linesOf({ ".archlintrc.json": json }, options)).toEqual([
      '.archlintrc.json:2:3: `preset`: expected "recommended" or "strict", found "strickt"; did you mean `strict`?',
      '.archlintrc.json:5:7: `rules["a/b"][0]`: expected "error", "warning", "info" or "off", found "of"; did you mean `off`?',
      '.archlintrc.json:6:7: `rules["a/b"][1]`: expected an object, found 3',
      '.archlintrc.json:9:34: `overrides[0].files[1]`: expected a glob, found ""',
      ".archlintrc.json:9:17: `overrides[0].rules`: expected an object, found nothing",
    ]);
    const yaml =
      '# é\npreset: &p \'strickt\'\nrules:\n  "a/b": [of, 3]\n  ? c/d\n  : *p\noverrides:\n  - files: [a, ""]\n';
    expect(await linesOf({ ".archlintrc.yaml": yaml }, options)).toEqual([
      '.archlintrc.yaml:2:1: `preset`: expected "recommended" or "strict", found "strickt"; did you mean `strict`?',
      '.archlintrc.yaml:4:11: `rules["a/b"][0]`: expected "error", "warning", "info" or "off", found "of"; did you mean `off`?',
      '.archlintrc.yaml:4:15: `rules["a/b"][1]`: expected an object, found 3',
      '.archlintrc.yaml:5:5: `rules["c/d"]`: expected "error", "warning", "info" or "off", or a list such as ["error", { "option": value }], found "strickt"',
      '.archlintrc.yaml:8:16: `overrides[0].files[1]`: expected a glob, found ""',
      ".archlintrc.yaml:8:5: `overrides[0].rules`: expected an object, found nothing",
    ]);
    const inPackage = '{\n  "archlint": {\n    "preset": 1\n  }\n}';
    expect(await linesOf({ "package.json": inPackage }, options)).toEqual([
      'package.json:3:5: `preset`: expected "recommended" or "strict", found 1',
    ]);
  });

  it("finds no other file through `$import`", async () => {
    const [line] = await linesOf({ ".archlintrc.json": '{"$import":"./evil.js"}', "evil.js": "throw 1" }, options);
    expect(line).toMatch(/^\.archlintrc\.json:1:2: `\$import`: there is no such key/);
  });

  it("reads no configuration that is a link out of the project", async () => {
    const root = tempFolder();
    writeFiles(join(root, ".."), { "secret.json": strict });
    symlinkSync("../secret.json", join(root, ".archlintrc.json"));
    await expect(loadConfig({ root, ...options })).rejects.toThrow(
      /^\.archlintrc\.json: expected a configuration file of this project, but it is a link out of the project$/,
    );
  });

  it("does not pass over a configuration that is a link to nothing, or a folder", async () => {
    const root = tempFolder();
    symlinkSync("nothing", join(root, ".archlintrc.json"));
    await expect(loadConfig({ root, ...options })).rejects.toThrow(/but it does not exist, or is a link to nothing$/);
    expect(await linesOf({ ".archlintrc/x": "" }, options)).toEqual([
      ".archlintrc: expected a configuration file of this project, but it is a folder",
    ]);
  });

  it("knows where each value stands, for those who ask later", async () => {
    const loaded = await load({ ".archlintrc.yaml": "rules:\n  a/b: off\n" });
    expect(loaded.where?.(["rules", "a/b"])).toBe(".archlintrc.yaml:2:3");
    expect(loaded.where?.(["rules", "none"])).toBe(".archlintrc.yaml:1:1");
  });
});

describe("a configuration that is named", () => {
  it("is read wherever it is, and the others are not", async () => {
    const root = tempFolder({
      ".archlintrc.json": "{",
      "config/lint.yaml": "preset: strict",
      "no-end": "preset: strict",
    });
    expect(await loadConfig({ root, file: "config/lint.yaml" })).toMatchObject({
      config: { preset: "strict" },
      file: "config/lint.yaml",
    });
    expect(await loadConfig({ root, file: join(root, "no-end") })).toMatchObject({ file: "no-end" });
    expect(await loadConfig({ root: join(root, "config"), file: "../no-end" })).toMatchObject({ file: "../no-end" });
  });

  it("must exist, be of a known kind, and hold a configuration", async () => {
    const files = { "x.toml": "", "package.json": "{}", "folder.json/x": "" };
    expect(await linesOf(files, { file: "none.json" })).toEqual([
      "none.json: expected a configuration file, but it does not exist, or is a link to nothing",
    ]);
    expect(await linesOf(files, { file: "folder.json" })).toEqual([
      "folder.json: expected a configuration file, but it is a folder",
    ]);
    expect(await linesOf(files, { file: "x.toml" })).toEqual([
      "x.toml: expected a configuration ending in .json, .yaml, .yml, .js, .mjs, .ts or .mts",
    ]);
    expect(await linesOf(files, { file: "package.json" })).toEqual([
      "package.json: expected a key `archlint`, found none",
    ]);
  });
});
