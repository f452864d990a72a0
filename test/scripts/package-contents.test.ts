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
  "dist/rules/registry.js",
  "dist/rules/schema/primary-key.js",
  "docs/rules/README.md",
  "docs/rules/schema/primary-key.md",
];

test("a complete package misses nothing and holds nothing else", () => {
  expect(missingFromPackage(complete)).toEqual([]);
  expect(strayInPackage(complete)).toEqual([]);
});

test("a rule's page belongs to the rule", () => {
  expect(missingFromPackage(complete.filter((file) => !file.endsWith("primary-key.md")))).toEqual([
    "docs/rules/schema/primary-key.md",
  ]);
});

test.each([
  "test/a.test.js",
  "src/index.ts",
  "dist/scripts/generate.js",
  "fixtures/a.sql",
  ".archlintrc.json",
  "dist/src/index.js.map",
])("%s is a stray", (file) => {
  expect(strayInPackage([...complete, file])).toEqual([file]);
});
