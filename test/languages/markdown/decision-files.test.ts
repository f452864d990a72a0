import { expect, test } from "vitest";
import { discoverDecisions } from "../../../src/languages/markdown/decision-files.ts";
import { memoryTree } from "../../support/memory-tree.ts";

function taken(files: Readonly<Record<string, string | Uint8Array>>): Record<string, boolean> {
  const { claims } = discoverDecisions(memoryTree(files));
  return Object.fromEntries(claims.map((claim) => [claim.file, claim.taken]));
}

test.each([
  "docs/adr/0001-use-postgresql.md",
  "doc/adr/0001-x.md",
  "adr/ADR-12-x.md",
  "docs/ADRs/adr001.md",
  "docs/decisions/0001-x.md",
  "docs/architecture/decisions/0001-x.md",
  "architecture/decisions/20240131-x.md",
  "services/orders/docs/architecture-decision-records/7_x.markdown",
  "docs/adr/backend/0003-x.md",
])("takes the numbered file %s", (file) => {
  expect(taken({ [file]: "" })).toEqual({ [file]: true });
});

test.each([
  "docs/adr/README.md",
  "docs/adr/index.md",
  "docs/adr/template.md",
  "docs/adr/0000-template.md",
  "docs/adr/adr-template.md",
])("leaves %s, and says so", (file) => {
  expect(taken({ [file]: "## Status\n\nAccepted\n" })).toEqual({ [file]: false });
});

test("takes a file without a number by its sections", () => {
  expect(taken({ "docs/adr/use-redis.md": "# Use Redis\n\n## Decision\n\nWe do.\n" })).toEqual({
    "docs/adr/use-redis.md": true,
  });
});

test("a folder called decisions alone asks for a number or sections", () => {
  expect(taken({ "src/decisions/notes.md": "# Notes\n", "docs/decisions/0002-x.md": "" })).toEqual({
    "docs/decisions/0002-x.md": true,
  });
});

test("never looks at other Markdown or other files", () => {
  expect(taken({ "docs/0001-x.md": "## Status\n", "docs/adr/0001-x.txt": "", "README.md": "" })).toEqual({});
});

test("a binary file without a number is left, not fatal", () => {
  expect(taken({ "docs/adr/picture.md": new Uint8Array([0, 1, 2, 0, 255]) })).toEqual({ "docs/adr/picture.md": false });
});
