import { expect, test } from "vitest";
import { missingFromPackage, strayInPackage } from "../../scripts/package-contents.ts";

const complete = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "schema.json",
  "dist/src/cli/main.js",
  "dist/src/index.js",
  "dist/src/index.d.ts",
  "dist/src/engine/lint.d.ts",
  "dist/chunks/engine.js",
  "dist/rules/registry.js",
  "docs/archlint-matcher.json",
  "docs/rules/README.md",
  "docs/rules/schema/primary-key.md",
];

test("a complete package misses nothing and holds nothing else", () => {
  expect(missingFromPackage(complete, ["schema/primary-key"])).toEqual([]);
  expect(strayInPackage(complete)).toEqual([]);
});

test("a rule's page belongs to the rule", () => {
  expect(missingFromPackage(complete, ["schema/primary-key", "schema/foreign-key-index"])).toEqual([
    "docs/rules/schema/foreign-key-index.md",
  ]);
});

test.each([
  "test/a.test.js",
  "src/index.ts",
  "dist/scripts/generate.js",
  "dist/rules/schema/primary-key.d.ts",
  "dist/chunks/engine.js.map",
  "fixtures/a.sql",
  ".archlintrc.json",
  "dist/src/index.js.map",
])("%s is a stray", (file) => {
  expect(strayInPackage([...complete, file])).toEqual([file]);
});
