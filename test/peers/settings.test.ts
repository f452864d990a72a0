import { describe, expect, it } from "vitest";
import { rules } from "../../rules/registry.ts";
import { carriedSettings } from "../../src/peers/carry.ts";
import { readRedocly } from "../../src/peers/redocly.ts";
import { readSpectral } from "../../src/peers/spectral.ts";
import type { PeerSettings } from "../../src/peers/peer-rules.ts";
import { memoryTree } from "../support/memory-tree.ts";

const spectral = (text: string, more: Record<string, string> = {}) =>
  readSpectral(memoryTree({ ".spectral.yaml": text, ...more }), ".spectral.yaml");
const redocly = (text: string, more: Record<string, string> = {}) =>
  readRedocly(memoryTree({ "redocly.yaml": text, ...more }), "redocly.yaml");
const named = ({ rules }: PeerSettings) =>
  Object.fromEntries(rules.filter((rule) => rule.named).map(({ id, severity }) => [id, severity]));
const carried = (...settings: PeerSettings[]) =>
  carriedSettings(settings, rules, "recommended").map(({ rule, severity }) => `${rule}: ${severity}`);

describe("a Spectral ruleset", () => {
  it("is what it extends and what it names, the name winning", () => {
    const settings = spectral("extends: spectral:oas\nrules:\n  typed-enum: off\n  mine: {given: $, then: {}}\n");
    expect(named(settings)).toEqual({ mine: "warning", "typed-enum": "off" });
    expect(settings.rules.find(({ id }) => id === "operation-parameters")).toMatchObject({
      named: false,
      severity: null,
    });
    expect(settings.rules.find(({ id }) => id === "mine")?.equivalent).toBeUndefined();
    expect(settings.rules.find(({ id }) => id === "info-contact")?.equivalent).toBeNull();
    expect(settings.notes).toEqual([]);
  });

  it.each([
    ["error", "error"],
    ["warn", "warning"],
    ["info", "info"],
    ["hint", "info"],
    ["0", "error"],
    ["1", "warning"],
    ["false", "off"],
    ["{severity: 2}", "info"],
    ["true", null],
    ["[a]", null],
  ])("writes a severity as %s", (written, severity) => {
    expect(named(spectral(`rules: {typed-enum: ${written}}`))).toEqual({ "typed-enum": severity });
  });

  it("may be JSON, in several files that extend each other", () => {
    const tree = memoryTree({
      ".spectral.json": '{"extends": ["./a/base.yaml"], "rules": {"typed-enum": "error"}}',
      "a/base.yaml": "extends: [../.spectral.json]\nrules: {typed-enum: off, path-params: warn}",
    });
    expect(named(readSpectral(tree, ".spectral.json"))).toEqual({ "path-params": "warning", "typed-enum": "error" });
  });

  it.each([
    ["extends: [spectral:asyncapi]", "spectral:asyncapi is for documents that archlint does not read"],
    ["extends: ./gone.yaml", ".spectral.yaml extends ./gone.yaml, which is not in the project"],
    ["extends: ../../etc/passwd", ".spectral.yaml extends ../../etc/passwd, which is not in the project"],
    [
      "extends: https://x.example/r.yaml",
      ".spectral.yaml extends https://x.example/r.yaml, which is not read: it is a package or stands on the network",
    ],
    ["extends: ./code.js", "code.js is code, which is not run: what it asks for is unknown here"],
    [
      "overrides: [{files: ['a/**'], rules: {typed-enum: off}}]",
      ".spectral.yaml has other settings for a/**: write them as `overrides` here",
    ],
    ["- a\n- b", ".spectral.yaml holds no ruleset: expected an object with `extends` or `rules`"],
    ["", ".spectral.yaml cannot be read: it is no YAML: expected a document, but the input is empty"],
  ])("%j is told", (text, note) => {
    expect(spectral(text, { "code.js": "throw 1" }).notes).toEqual([note]);
  });

  it("that is broken or huge is told with its place", () => {
    expect(spectral("rules:\n  a: [1\nb: 2\n").notes).toEqual([
      expect.stringMatching(/^\.spectral\.yaml cannot be read: it is no YAML: line \d: /),
    ]);
    expect(spectral(`# ${"x".repeat(2 ** 22)}`).notes).toEqual([
      ".spectral.yaml cannot be read: it is larger than settings are: 5 MiB, and 4 are read",
    ]);
  });
});

describe("a Redocly configuration", () => {
  it("extends recommended when it says nothing, and knows rules for one version", () => {
    const settings = redocly("rules: {no-unused-components: off}\noas3_1Rules: {struct: {severity: warn}}\n");
    expect(named(settings)).toEqual({ "no-unused-components": "off", struct: "warning" });
    expect(settings.rules.length).toBeGreaterThan(50);
  });

  it("may be of an old version, or in several files", () => {
    expect(
      named(
        redocly("lint: {extends: [./base.yaml], rules: {struct: error}}", {
          "base.yaml": "rules: {struct: off, no-identical-paths: warn}",
        }),
      ),
    ).toEqual({
      "no-identical-paths": "warning",
      struct: "error",
    });
  });

  it.each([
    [
      "extends: [mine/all]",
      "redocly.yaml extends mine/all, which is not read: it is a plugin's or stands on the network",
    ],
    ["extends: []\nplugins: [./p.js]", "the plugins of redocly.yaml are code, which is not run"],
    [
      "extends: []\napis: {a: {root: a.yaml, rules: {struct: off}}}",
      "redocly.yaml has other rules for the API a: write them as `overrides` here",
    ],
    ["5", "redocly.yaml holds no configuration: expected an object"],
  ])("%j is told", (text, note) => {
    expect(redocly(text).notes).toEqual([note]);
  });
});

describe("severities carried over", () => {
  it("are those written for an equal rule and unlike ours", () => {
    expect(
      carried(
        spectral("rules: {typed-enum: warn, path-not-include-query: error, operation-tags: error, array-items: off}"),
      ),
    ).toEqual(["openapi/enum-fits-type: warning"]);
  });

  it("turn on a rule that our preset leaves off, and off one that it has", () => {
    expect(carried(redocly("rules: {no-http-verbs-in-paths: warn, no-identical-paths: off}"))).toEqual([
      "openapi/no-ambiguous-paths: off",
      "openapi/no-verbs-in-path: warning",
    ]);
  });

  it("are the gravest where several speak of one", () => {
    expect(
      carried(
        redocly("rules: {no-identical-paths: off, no-ambiguous-paths: warn}"),
        spectral("rules: {typed-enum: hint}"),
      ),
    ).toEqual(["openapi/enum-fits-type: info", "openapi/no-ambiguous-paths: warning"]);
  });
});
