import { describe, expect, it } from "vitest";
import { openTree } from "../../src/workspace/disk-tree.ts";
import { memoryTree } from "../support/memory-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

function attempt(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return String(error);
  }
}

describe("the tree in memory that tests use", () => {
  it("answers like the one on disk", () => {
    const files = { "b.sql": "\uFEFFé", "a/c.yaml": "x", "a/binary": "\0", "a/latin": Buffer.from("é", "latin1") };
    const [memory, disk] = [memoryTree(files), openTree(tempFolder(files))];
    expect(memory.files).toEqual(disk.files);
    for (const file of [...disk.files, "none"]) {
      expect(memory.has(file)).toBe(disk.has(file));
      expect(memory.size(file)).toBe(disk.size(file));
      expect(attempt(() => memory.read(file))).toEqual(attempt(() => disk.read(file)));
      expect(attempt(() => memory.head(file, 4))).toEqual(attempt(() => disk.head(file, 4)));
    }
    for (const reference of ["../b.sql", "c.yaml#/x", "none", "../../x", "/x", "https://x", ""]) {
      expect(memory.resolve("a/c.yaml", reference)).toEqual(disk.resolve("a/c.yaml", reference));
    }
  });
});
