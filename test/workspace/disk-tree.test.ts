import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTree } from "../../src/workspace/disk-tree.ts";
import { UnreadableFile } from "../../src/workspace/tree.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

function reasonOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.reason;
    throw error;
  }
  return "it was read";
}

describe("reading", () => {
  it("gives the decoded text, the same object while it is cached", () => {
    const tree = openTree(tempFolder({ "a.sql": "\uFEFFselect 1;\r\n", "b.sql": Buffer.from("-- Größe", "latin1") }));
    expect(tree.read("a.sql").text).toBe("select 1;\r\n");
    expect(tree.read("a.sql")).toBe(tree.read("a.sql"));
    expect(tree.read("b.sql")).toMatchObject({ file: "b.sql", text: "-- Größe", encoding: "latin1" });
    expect(tree.size("a.sql")).toBe(14);
    expect(tree.size("none.sql")).toBe(0);
  });

  it("refuses what cannot be read, with a reason that names no path of the machine", () => {
    const root = tempFolder({ "gone.sql": "", "binary.sql": "a\0b", "folder.sql/x": "", "locked.sql": "" });
    const tree = openTree(root);
    rmSync(join(root, "gone.sql"));
    chmodSync(join(root, "locked.sql"), 0);
    expect(reasonOf(() => tree.read("gone.sql"))).toBe("it does not exist, or is a link to nothing");
    expect(reasonOf(() => tree.head("gone.sql"))).toBe("it does not exist, or is a link to nothing");
    expect(reasonOf(() => tree.read("binary.sql"))).toBe("it is binary");
    expect(reasonOf(() => tree.head("binary.sql"))).toBe("it is binary");
    expect(reasonOf(() => tree.read("folder.sql"))).toBe("it is a folder");
    expect(reasonOf(() => tree.read("../outside.sql"))).not.toContain(root);
    // The superuser reads everything.
    const asRoot = process.getuid?.() === 0;
    expect(reasonOf(() => tree.read("locked.sql"))).toBe(asRoot ? "it was read" : "permission denied");
  });

  it("notices that a file became a link out of the project after it was listed", () => {
    const root = tempFolder({ "a.sql": "select 1" });
    writeFiles(join(root, ".."), { "secret.sql": "secret" });
    const tree = openTree(root);
    rmSync(join(root, "a.sql"));
    symlinkSync("../secret.sql", join(root, "a.sql"));
    expect(reasonOf(() => tree.read("a.sql"))).toBe("it is a link out of the project");
  });

  it("reads 20 MB on one line, and only its head when asked for that", () => {
    const text = `{"openapi":"3.0.0","x":"${"é".repeat(10_000_000)}"}`;
    const tree = openTree(tempFolder({ "big.json": text }));
    expect(tree.head("big.json", 19)).toBe('{"openapi":"3.0.0",');
    expect(tree.read("big.json").text.length).toBe(text.length);
    expect(tree.read("big.json").positionAt(text.length)).toEqual({ line: 1, column: text.length + 1 });
  });

  it("gives the same head before and after the file was read whole, and never half a character", () => {
    const tree = openTree(tempFolder({ "a.yaml": "é".repeat(100) }));
    const before = tree.head("a.yaml", 5);
    tree.read("a.yaml");
    expect([before, tree.head("a.yaml", 5)]).toEqual(["éé", "éé"]);
  });

  it("refuses a file too large to be a text, before reading it", () => {
    const root = tempFolder({ "huge.sql": "" });
    truncateSync(join(root, "huge.sql"), 2 ** 28 + 1);
    expect(reasonOf(() => openTree(root).read("huge.sql"))).toBe("it is larger than 256 MiB");
  });

  it("keeps only so much text, the files read last", () => {
    const tree = openTree(tempFolder({ "a.txt": "a".repeat(2 ** 25), "b.txt": "b".repeat(2 ** 25), "c.txt": "c" }));
    const first = tree.read("a.txt");
    const second = tree.read("b.txt");
    expect(tree.read("a.txt")).toBe(first);
    tree.read("c.txt");
    expect(tree.read("a.txt")).toBe(first);
    expect(tree.read("b.txt")).not.toBe(second);
    expect(tree.read("b.txt").text).toBe(second.text);
  });
});

function linkedProject(): string {
  const folder = tempFolder({
    "api/openapi.yaml": "",
    "api/sché ma.yaml": "",
    "100%.yaml": "",
    "node_modules/p/s.yaml": "",
    ".gitignore": "node_modules",
  });
  writeFiles(join(folder, ".."), { "outside.yaml": "secret" });
  writeFiles(folder, { ".git/config": "" });
  mkdirSync(join(folder, "links"));
  symlinkSync("../../outside.yaml", join(folder, "links/out.yaml"));
  symlinkSync("../api/openapi.yaml", join(folder, "links/in.yaml"));
  symlinkSync("loop.yaml", join(folder, "links/loop.yaml"));
  symlinkSync("..", join(folder, "links/up"));
  symlinkSync("../..", join(folder, "links/above"));
  return folder;
}

describe("resolving a reference", () => {
  it.each([
    ["openapi.yaml", "api/openapi.yaml"],
    ["./openapi.yaml#/components/schemas/A", "api/openapi.yaml"],
    ["#/components/schemas/A", "api/main.yaml"],
    ["", "api/main.yaml"],
    ["sch%C3%A9%20ma.yaml", "api/sché ma.yaml"],
    ["sché ma.yaml", "api/sché ma.yaml"],
    ["../100%.yaml", "100%.yaml"],
    ["../api/../api/openapi.yaml", "api/openapi.yaml"],
    ["../links/in.yaml", "api/openapi.yaml"],
    ["../links/up/api/openapi.yaml", "api/openapi.yaml"],
    ["../node_modules/p/s.yaml", "node_modules/p/s.yaml"],
  ])("%j is the file %j", (reference, file) => {
    const folder = linkedProject();
    writeFiles(folder, { "api/main.yaml": "" });
    expect(openTree(folder).resolve("api/main.yaml", reference)).toEqual({ file });
  });

  it.each([
    ["../../outside.yaml", "outside"],
    ["..%2F..%2Foutside.yaml", "outside"],
    ["../links/out.yaml", "outside"],
    ["../links/above/outside.yaml", "outside"],
    ["/etc/passwd", "outside"],
    ["%2Fetc/passwd", "outside"],
    ["//host/x.yaml", "outside"],
    ["\\\\host\\x.yaml", "outside"],
    ["file:///etc/passwd", "outside"],
    ["FILE:/etc/passwd", "outside"],
    ["https://example.com/x.yaml", "outside"],
    ["http://example.com/x.yaml#/a", "outside"],
    ["C:\\x.yaml", "outside"],
    ["../.git/config", "outside"],
    ["../links/up/.git/config", "outside"],
    ["none.yaml", "missing"],
    ["openapi.yaml\0", "missing"],
    ["openapi.yaml%00", "missing"],
    ["../links/loop.yaml", "missing"],
    ["../api", "missing"],
    ["..", "missing"],
    ["openapi.yaml/x", "missing"],
  ])("%j is refused: %s", (reference, refused) => {
    expect(openTree(linkedProject()).resolve("api/main.yaml", reference)).toEqual({ refused });
  });

  it("lets what it found be read, listed or not", () => {
    const tree = openTree(linkedProject());
    expect(tree.has("node_modules/p/s.yaml")).toBe(false);
    expect(tree.read("node_modules/p/s.yaml").text).toBe("");
  });
});
