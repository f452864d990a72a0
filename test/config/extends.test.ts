import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import type { ResolvedConfig } from "../../src/config/config.ts";
import { loadConfig } from "../../src/config/load.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { sampleRules } from "./sample-rules.ts";

async function resolved(files: Record<string, string>, tree: readonly string[] = []): Promise<ResolvedConfig> {
  return resolveConfig(await loadConfig({ root: tempFolder(files) }), sampleRules, { files: tree });
}

async function linesOf(files: Record<string, string>): Promise<readonly string[]> {
  const error = await resolved(files).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).lines;
}

describe("a configuration that extends others", () => {
  it("takes them in their order, and wins over all of them", async () => {
    const config = await resolved({
      ".archlintrc.json":
        '{"extends":["./lint/first.yaml","./lint/second.json"],"rules":{"schema/naming":["error",{"length":9}]}}',
      "lint/first.yaml":
        "extends: ./deep.json\npreset: strict\nrules:\n  schema/naming: [warning, { length: 5, quoted: true }]\n  code/empty-catch: error\n",
      "lint/deep.json": '{"rules":{"schema/naming":["info",{"style":"camel"}],"schema/primary-key":"off"}}',
      "lint/second.json": '{"rules":{"code/empty-catch":"info"}}',
    });
    expect(config.preset).toBe("strict");
    expect(config.rule("schema/naming", null)).toMatchObject({
      severity: "error",
      options: { style: "camel", length: 9, quoted: true },
    });
    expect(config.rule("schema/primary-key", null).severity).toBe("off");
    expect(config.rule("code/empty-catch", null).severity).toBe("info");
    expect(config.origin("schema/naming", null)).toEqual({
      severity: ".archlintrc.json:1:64",
      options: {
        style: "lint/deep.json:1:36",
        ignore: "the rule's default",
        length: ".archlintrc.json:1:90",
        quoted: "lint/first.yaml:4:41",
        prefix: "the rule's default",
      },
    });
  });

  it("lets a later file's pattern win over an earlier file's rule and override", async () => {
    const config = await resolved(
      {
        ".archlintrc.json": '{"extends":"./base.json","rules":{"schema/*":"info"}}',
        "base.json":
          '{"rules":{"schema/primary-key":"off"},"overrides":[{"files":["a/**"],"rules":{"schema/primary-key":"error"}}]}',
      },
      ["a/x.sql"],
    );
    expect(config.rule("schema/primary-key", null).severity).toBe("info");
    expect(config.rule("schema/primary-key", "a/x.sql").severity).toBe("info");
  });

  it("adds up what is ignored, and takes guards, services and history key by key", async () => {
    const config = await resolved({
      ".archlintrc.json":
        '{"extends":"./base.json","ignore":["b","c"],"guards":{"x":false},"history":{"newest":1},"postgresVersion":16}',
      "base.json":
        '{"ignore":["a","b"],"guards":{"x":true,"y":true},"history":{"newest":9,"release":"branch"},"services":{"api":{}},"postgresVersion":12}',
    });
    expect(config).toMatchObject({
      ignore: ["a", "b", "c"],
      guards: { x: false, y: true },
      newestMigrations: 1,
      release: "branch",
      services: { api: {} },
      postgresVersion: 16,
    });
  });

  it("finds packages and files of packages from the folder of the file that names them", async () => {
    const config = await resolved({
      ".archlintrc.json": '{"extends":["archlint-config-acme","@acme/lint/strict.json"]}',
      "node_modules/archlint-config-acme/package.json": '{"main":"config.json"}',
      "node_modules/archlint-config-acme/config.json": '{"extends":"./other.json","rules":{"code/empty-catch":"off"}}',
      "node_modules/archlint-config-acme/other.json":
        '{"overrides":[{"files":["nowhere/**"],"rules":{"schema/*":"off"}}],"rules":{"schema/primary-key":"info"}}',
      "node_modules/@acme/lint/strict.json": '{"preset":"strict"}',
    });
    expect(config.preset).toBe("strict");
    expect(config.rule("code/empty-catch", null).severity).toBe("off");
    expect(config.origin("code/empty-catch", null).severity).toBe("archlint-config-acme:1:36");
    expect(config.rule("schema/primary-key", null).severity).toBe("info");
    // What a package says for projects of all kinds need not match here.
    expect(config.warnings).toEqual([]);
  });

  it("counts a file that is extended twice once, where it stands last", async () => {
    const config = await resolved({
      ".archlintrc.json": '{"extends":["./a.json","./b.json"]}',
      "a.json": '{"extends":"./base.json","rules":{"code/empty-catch":"off"}}',
      "b.json": '{"extends":"./base.json"}',
      "base.json": '{"rules":{"code/empty-catch":"error"}}',
    });
    expect(config.rule("code/empty-catch", null).severity).toBe("error");
  });

  it.each([
    [
      { ".archlintrc.json": '{"extends":"./none.json"}' },
      ".archlintrc.json:1:2: `extends`: there is no file `./none.json`",
    ],
    [
      { ".archlintrc.json": '{"extends":["base.json"]}', "base.json": "{}" },
      ".archlintrc.json:1:13: `extends[0]`: there is no package `base.json`; for the file, write `./base.json`",
    ],
    [
      { ".archlintrc.json": '{"extends":["archlint-config-none"]}' },
      ".archlintrc.json:1:13: `extends[0]`: there is no package `archlint-config-none`; is it installed?",
    ],
    [
      { ".archlintrc.json": '{"extends":"https://example.com/base.json"}' },
      ".archlintrc.json:1:2: `extends`: expected a file that begins with `./` or `../`, or a package; found `https://example.com/base.json`",
    ],
    [
      { ".archlintrc.json": '{"extends":"./.archlintrc.json"}' },
      ".archlintrc.json:1:2: `extends`: `./.archlintrc.json` extends, by itself or by others, the file that extends it",
    ],
    [
      {
        ".archlintrc.json": '{"extends":"./a.json"}',
        "a.json": '{"extends":"./b.json"}',
        "b.json": '{"extends":["./a.json"]}',
      },
      "b.json:1:13: `extends[0]`: `./a.json` extends, by itself or by others, the file that extends it",
    ],
    [{ ".archlintrc.json": '{"extends":"./a.json"}', "a.json": '{"preset":' }, /^a\.json:1:\d+: expected JSON: /],
    [
      { ".archlintrc.json": '{"extends":"./a.json"}', "a.json": '{"presett":"strict"}' },
      "a.json:1:2: `presett`: there is no such key; did you mean `preset`?",
    ],
    [
      { ".archlintrc.json": '{"extends":"./a.json"}', "a.json": '{"rules":{"schema/nameing":"off"}}' },
      'a.json:1:11: `rules["schema/nameing"]`: there is no such rule; did you mean `schema/naming`?',
    ],
    [
      { ".archlintrc.json": '{"extends":"./a.toml"}', "a.toml": "" },
      "a.toml: expected a configuration ending in .json, .yaml, .yml, .js, .mjs, .ts or .mts",
    ],
  ])("is refused in words: %j", async (files, line) => {
    const lines = await linesOf(files as Record<string, string>);
    expect(lines).toEqual([typeof line === "string" ? line : expect.stringMatching(line)]);
  });

  const useless = (file: string) => `${file}:1:1: nothing of it is in use, for what comes after it says all of it anew`;

  it.each([
    [
      '{"rules":{"schema/naming":["error",{"length":9}]}}',
      '{"rules":{"schema/*":"info","schema/naming":["off",{"length":5}]}}',
    ],
    [
      '{"preset":"strict","guards":{"a":true},"ignore":["x"]}',
      '{"preset":"recommended","guards":{"a":false},"ignore":["x"]}',
    ],
    ["{}", "{}"],
  ])("is told of one of which nothing is left: %s under %s", async (base, own) => {
    const config = await resolved({
      ".archlintrc.json": JSON.stringify({ extends: ["./first.json", "./base.json"], ...JSON.parse(own) }),
      "first.json": '{"rules":{"code/*":"off"},"ignore":["x"]}',
      "base.json": base,
    });
    expect(config.warnings.filter((warning) => warning.includes("in use"))).toEqual([useless("base.json")]);
  });

  it.each([
    ['{"rules":{"schema/naming":["error",{"length":9}]}}', '{"rules":{"schema/*":"info"}}'],
    ['{"rules":{"schema/*":"off"}}', '{"rules":{"schema/naming":"error"}}'],
    ['{"guards":{"a":true,"b":true}}', '{"guards":{"a":false}}'],
    ['{"ignore":["y"]}', "{}"],
    ['{"overrides":[{"files":["x"],"rules":{}}]}', "{}"],
  ])("is not told of one that still says something: %s under %s", async (base, own) => {
    const config = await resolved({
      ".archlintrc.json": JSON.stringify({ extends: "./base.json", ...JSON.parse(own) }),
      "base.json": base,
    });
    expect(config.warnings.filter((warning) => warning.includes("in use"))).toEqual([]);
  });

  it("leaves code that it extends where only data may be read, and says so", async () => {
    const root = tempFolder({ ".archlintrc.json": '{"extends":["./base.mjs"]}', "base.mjs": "throw 1" });
    const loaded = await loadConfig({ root, static: true });
    expect(loaded.warnings).toEqual([
      ".archlintrc.json:1:13: `extends[0]`: `./base.mjs` is code and was not run, since only static configuration is allowed",
    ]);
  });

  it("stays small however often files extend each other", async () => {
    const files: Record<string, string> = { ".archlintrc.json": '{"extends":"./0.json"}', "40.json": "{}" };
    for (let at = 0; at < 40; at++) files[`${at}.json`] = `{"extends":["./${at + 1}.json","./${at + 1}.json"]}`;
    const root = tempFolder(files);
    expect((await loadConfig({ root })).parts?.length).toBe(42);
    expect((await loadConfig({ root, file: join(root, "39.json") })).parts?.length).toBe(2);
  });
});
