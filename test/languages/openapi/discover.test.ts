import { describe, expect, it } from "vitest";
import { openapi } from "../../../src/languages/openapi/language.ts";
import { memoryTree } from "../../support/memory-tree.ts";

const settings = { ignore: [] };
const minimal = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n";

function discover(files: Record<string, string>) {
  return openapi.discover(memoryTree(files), settings);
}

function taken(files: Record<string, string>): string[] {
  return discover(files).units.map((unit) => unit.file);
}

describe("recognises a root by its key, whatever the file is called", () => {
  it.each([
    ["yaml", "api/contract.yml", minimal],
    ["yaml after a comment and a document mark", "a.yaml", `# licence\n%YAML 1.2\n---\n${minimal}`],
    ["quoted keys and values", "a.yaml", `"openapi": "3.0.3"\ninfo: {}\n`],
    ["2.0, unquoted", "a.yaml", "swagger: 2.0\ninfo: {}\n"],
    ["CRLF", "a.yaml", minimal.replaceAll("\n", "\r\n")],
    ["a byte order mark", "a.yaml", `\uFEFF${minimal}`],
    ["json", "a.json", '{\n  "openapi": "3.0.0",\n  "paths": {}\n}'],
    ["minified json", "a.json", '{"openapi":"3.0.0","paths":{}}'],
    ["json with a byte order mark", "a.json", '\uFEFF{"swagger":"2.0"}'],
    ["json text in a yaml file", "a.yaml", '{"openapi":"3.0.0","paths":{}}'],
    [
      "a late key in sorted yaml",
      "a.yaml",
      `components:\n  schemas:\n${"    A: {type: string}\n".repeat(1000)}openapi: 3.0.0\npaths: {}\n`,
    ],
    [
      "a late key in sorted json",
      "a.json",
      `{"components":{"schemas":{"A":{"description":"${"x".repeat(9000)}"}}},"openapi":"3.0.0"}`,
    ],
    ["a long licence before the key", "a.yaml", `${"# all rights reserved\n".repeat(400)}${minimal}`],
  ])("%s", (_name, file, text) => {
    expect(taken({ [file]: text })).toEqual([file]);
  });
});

describe("leaves what only looks like one", () => {
  it.each([
    ["a nested key", "a.yaml", "api:\n  openapi: 3.0.0\n"],
    ["a nested key in json", "a.json", '{"tool":{"openapi":"3.0.0"}}'],
    ["settings of a generator", "a.yaml", "openapi:\n  path: ./spec\n"],
    ["a template", "a.yaml", "openapi: {{ .Values.version }}\n"],
    ["a text that mentions the key", "a.json", '{"info":"\\"openapi\\": \\"3.0.0\\""}'],
    ["an empty file", "a.yaml", ""],
    ["a list", "a.json", "[1]"],
    ["another kind of file", "notes.txt", minimal],
  ])("%s", (_name, file, text) => {
    expect(discover({ [file]: text })).toEqual({ units: [], claims: [] });
  });
});

describe("says why it leaves a document", () => {
  it.each([
    ["node_modules/x/openapi.yaml", /vendored/],
    ["packages/mcp/.speakeasy/out.openapi.yaml", /vendored/],
    ["vendor/x/openapi.yaml", /vendored/],
    ["src/test/openapi.yaml", /tests/],
    ["src/__snapshots__/openapi.json", /tests/],
    ["src/api.spec.yaml", /tests/],
    ["fixtures/openapi.yaml", /tests/],
  ])("%s", (file, why) => {
    const text = file.endsWith(".json") ? '{"openapi":"3.0.0"}' : minimal;
    const { units, claims } = discover({ [file]: text });
    expect(units).toEqual([]);
    expect(claims).toMatchObject([{ file, taken: false, why: expect.stringMatching(why) }]);
  });

  it("a version that cannot be read", () => {
    expect(discover({ "a.yaml": "openapi: 4.0.0\n" }).claims).toMatchObject([
      { taken: false, as: "OpenAPI 4.0.0 document", why: expect.stringContaining("cannot be read") },
    ]);
    expect(discover({ "a.json": '{"swagger":"1.2"}' }).units).toEqual([]);
  });

  it("examples, when there is a contract elsewhere, and only then", () => {
    expect(taken({ "examples/a.yaml": minimal, "examples/b.yaml": `${minimal}#` })).toEqual([
      "examples/a.yaml",
      "examples/b.yaml",
    ]);
    expect(taken({ "examples/a.yaml": minimal, "api.yaml": `${minimal}#` })).toEqual(["api.yaml"]);
  });

  it("a copy, byte for byte, of another", () => {
    const { units, claims } = discover({
      "docs/public/openapi.yaml": minimal,
      "openapi.yaml": minimal,
      "other.yaml": `${minimal}tags: []\n`,
    });
    expect(units.map((unit) => unit.file)).toEqual(["openapi.yaml", "other.yaml"]);
    expect(claims[0]).toMatchObject({
      file: "docs/public/openapi.yaml",
      taken: false,
      why: "is a copy of openapi.yaml",
    });
  });

  it("the JSON made from a YAML with the same paths, but not one that has drifted", () => {
    const yaml = "openapi: 3.0.0\npaths:\n  /users:\n    get: {}\n  '/users/{id}': {get: {}}\n";
    const same = '{"openapi":"3.0.0","paths":{"/users":{"get":{}},"/users/{id}":{"get":{}}}}';
    expect(taken({ "json/api.json": same, "yaml/api.yaml": yaml })).toEqual(["yaml/api.yaml"]);
    expect(taken({ "api.json": same.replace('/users"', '/people"'), "api.yaml": yaml })).toEqual([
      "api.json",
      "api.yaml",
    ]);
    expect(taken({ "other.json": same, "api.yaml": yaml })).toEqual(["api.yaml", "other.json"]);
  });
});

it("a 20 MB document in one line, its key at the end, is recognised", () => {
  const schemas = Array.from(
    { length: 20_000 },
    (_, index) => `"S${index}":{"type":"object","description":"${'text \\"quoted\\" '.repeat(70)}"}`,
  );
  const text = `{"components":{"schemas":{${schemas.join(",")}}},"openapi":"3.0.0","paths":{}}`;
  expect(text.length).toBeGreaterThan(20_000_000);
  expect(taken({ "big.json": text })).toEqual(["big.json"]);
});

it("what cannot be read is no document, and no crash", () => {
  expect(discover({ "a.yaml": "openapi: 3.0.0\0binary" }).units).toEqual([]);
});
