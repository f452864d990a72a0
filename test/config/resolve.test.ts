import { describe, expect, it } from "vitest";
import type { LoadedConfig, UserConfig } from "../../src/config/config.ts";
import { keyOf } from "../../src/config/config-error.ts";
import { defineConfig } from "../../src/config/define.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { selectRules, type Selection } from "../../src/config/select.ts";
import { sampleRules } from "./sample-rules.ts";

function resolved(config: UserConfig, selection: Selection = {}, files: readonly string[] = []) {
  const loaded: LoadedConfig = {
    config,
    file: "c.json",
    where: (path) => `c.json at ${keyOf(path)}`,
    warnings: ["odd"],
  };
  return resolveConfig(loaded, sampleRules, { files }, selection);
}

const severities = (config: UserConfig, selection?: Selection) => {
  const decided = resolved(config, selection);
  return sampleRules.map((rule) => decided.rule(rule.id, null).severity);
};

const namingDefaults = { style: "snake", ignore: ["id"], length: 63, quoted: false, prefix: "" };

describe("the settings of a rule", () => {
  it("begin with the preset", () => {
    expect(severities({})).toEqual(["error", "off", "warning"]);
    expect(severities({ preset: "strict" })).toEqual(["error", "warning", "warning"]);
    expect(resolved({})).toMatchObject({
      file: "c.json",
      preset: "recommended",
      ignore: [],
      newestMigrations: 3,
      judgedFrom: [],
      release: "migration",
      postgresVersion: 14,
      warnings: ["odd"],
    });
    expect(
      resolved({
        preset: "strict",
        ignore: ["a"],
        history: { newest: 0, from: "7", release: "branch" },
        postgresVersion: 16,
      }),
    ).toMatchObject({
      preset: "strict",
      ignore: ["a"],
      newestMigrations: 0,
      judgedFrom: ["7"],
      release: "branch",
      postgresVersion: 16,
    });
  });

  it("follow the more exact key, in whatever order they are written", () => {
    expect(severities({ rules: { "schema/naming": "info", "schema/*": "off", "*": "error" } })).toEqual([
      "off",
      "info",
      "error",
    ]);
    expect(severities({ rules: { "*": "error", "schema/*": "off", "schema/naming": "info" } })).toEqual([
      "off",
      "info",
      "error",
    ]);
  });

  it("fill in the options that are not named", () => {
    expect(resolved({}).rule("schema/naming", null).options).toEqual(namingDefaults);
    expect(
      resolved({ rules: { "schema/naming": ["error", { length: 9, ignore: [] }] } }).rule("schema/naming", null),
    ).toEqual({
      severity: "error",
      options: { ...namingDefaults, length: 9, ignore: [] },
    });
  });

  it("are overridden by file, later ones winning, option by option", () => {
    const config = resolved({
      rules: { "schema/naming": ["error", { length: 9, quoted: true }] },
      overrides: [
        { files: ["legacy"], rules: { "schema/naming": ["info", { length: 99 }], "*": "off" } },
        { files: ["legacy/new/**", "x.sql"], rules: { "schema/*": "warning" } },
      ],
    });
    const at = (file: string | null) =>
      ["schema/primary-key", "schema/naming"].map((id) => config.rule(id, file).severity);
    expect(at("a.sql")).toEqual(["error", "error"]);
    expect(at("legacy/a.sql")).toEqual(["off", "info"]);
    expect(at("legacy/new/a.sql")).toEqual(["warning", "warning"]);
    expect(at(null)).toEqual(["error", "error"]);
    expect(config.rule("schema/naming", "legacy/new/a.sql").options).toEqual({
      ...namingDefaults,
      length: 99,
      quoted: true,
    });
    expect(config.rule("schema/naming", "x.sql").options).toEqual({ ...namingDefaults, length: 9, quoted: true });
    expect(config.rule("schema/naming", "b.sql")).toBe(config.rule("schema/naming", "c.sql"));
  });

  it("know where they come from", () => {
    const config = resolved({
      rules: { "schema/naming": ["error", { length: 9 }] },
      overrides: [{ files: ["legacy"], rules: { "schema/*": "off" } }],
    });
    const options = {
      style: "the rule's default",
      ignore: "the rule's default",
      quoted: "the rule's default",
      prefix: "the rule's default",
    };
    const length = 'c.json at rules["schema/naming"][1].length';
    expect(config.origin("schema/primary-key", null)).toEqual({ severity: "the preset recommended", options: {} });
    expect(config.origin("schema/naming", null)).toEqual({
      severity: 'c.json at rules["schema/naming"]',
      options: { ...options, length },
    });
    expect(config.origin("schema/naming", "legacy/a.sql")).toEqual({
      severity: 'c.json at overrides[0].rules["schema/*"]',
      options: { ...options, length },
    });
    expect(resolved({}, { skip: ["schema"] }).origin("schema/primary-key", null).severity).toBe("--skip");
  });

  it("are asked of known rules only", () => {
    expect(() => resolved({}).rule("none/such", null)).toThrow("none/such");
  });
});

describe("globs that match no file", () => {
  it("are warned about, each at its place", () => {
    const config: UserConfig = { ignore: ["old", "gone"], overrides: [{ files: ["src/*.ts", "tests"], rules: {} }] };
    const loaded: LoadedConfig = { config, file: "c.json", where: (path) => `c.json at ${keyOf(path)}` };
    const tree = { files: ["src/a.ts"], listing: { unusedIgnores: ["gone"] } };
    expect(resolveConfig(loaded, sampleRules, tree).warnings).toEqual([
      "c.json at ignore[1]: `ignore[1]`: the glob `gone` matches no file",
      "c.json at overrides[0].files[1]: `overrides[0].files[1]`: the glob `tests` matches no file",
    ]);
  });
});

function on(selection: Selection, config: UserConfig = { preset: "strict" }): readonly string[] {
  return selectRules(sampleRules, resolved(config, selection)).map((rule) => rule.id);
}

describe("selecting rules", () => {
  it.each([
    [{}, ["schema/primary-key", "schema/naming", "code/empty-catch"]],
    [{ only: ["schema"] }, ["schema/primary-key", "schema/naming"]],
    [{ only: ["schema/*"] }, ["schema/primary-key", "schema/naming"]],
    [{ only: ["code/", "schema/naming"] }, ["schema/naming", "code/empty-catch"]],
    [{ skip: ["schema/naming"] }, ["schema/primary-key", "code/empty-catch"]],
    [{ only: ["schema"], skip: ["schema/naming"] }, ["schema/primary-key"]],
  ])("%j", (selection, ids) => {
    expect(on(selection)).toEqual(ids);
  });

  it("runs a rule that is named even where it is off, and no more of its namespace", () => {
    expect(on({ only: ["schema/naming"] }, {})).toEqual(["schema/naming"]);
    expect(on({ only: ["schema"] }, {})).toEqual(["schema/primary-key"]);
    expect(
      resolved({ rules: { "schema/naming": "off" } }, { only: ["schema/naming"] }).rule("schema/naming", null).severity,
    ).toBe("warning");
  });

  it("keeps a rule that only an override turns on", () => {
    const overrides = [{ files: ["a.sql"], rules: { "schema/naming": "info" } }] as const;
    expect(on({}, { overrides })).toContain("schema/naming");
    expect(on({}, { overrides: [{ files: ["a.sql"], rules: { "schema/*": "off" } }] })).not.toContain("schema/naming");
    expect(on({ skip: ["schema/naming"] }, { overrides })).not.toContain("schema/naming");
  });

  it.each([
    [{ only: ["shema"] }, ["--only: there is no rule or namespace `shema`; did you mean `schema`?"]],
    [
      { skip: ["schema/primry-key", "zebra"] },
      [
        "--skip: there is no rule or namespace `schema/primry-key`; did you mean `schema/primary-key`?",
        "--skip: there is no rule or namespace `zebra`; `archlint rules` lists them",
      ],
    ],
    [
      { only: ["primary-key"] },
      ["--only: there is no rule or namespace `primary-key`; did you mean `schema/primary-key`?"],
    ],
    [{ only: ["code"], skip: ["code"] }, ["--only and --skip leave no rule to run"]],
  ])("refuses %j", (selection, lines) => {
    expect(() => on(selection)).toThrow(expect.objectContaining({ name: "ConfigError", lines }));
  });

  it("never narrows what archlint says about itself", () => {
    const rules = [
      ...sampleRules,
      { id: "archlint/crashed", severity: "error", preset: "recommended", summary: "" } as const,
    ];
    const config = (selection: Selection) =>
      selectRules(rules, resolveConfig({ config: {}, file: null }, rules, { files: [] }, selection)).map(
        (rule) => rule.id,
      );
    expect(config({ only: ["code"] })).toEqual(["code/empty-catch", "archlint/crashed"]);
    expect(config({ only: ["code"], skip: ["archlint"] })).toEqual(["code/empty-catch"]);
  });
});

describe("defineConfig", () => {
  it("gives back what it is given, typed", () => {
    const config: UserConfig = defineConfig({ preset: "strict", rules: { "a/b": ["error", { x: 1 }] } });
    expect(config).toEqual({ preset: "strict", rules: { "a/b": ["error", { x: 1 }] } });
  });
});
