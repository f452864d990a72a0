import { describe, expect, it } from "vitest";
import { createPointerLocator } from "../../../src/languages/openapi/locate.ts";
import { openapi } from "../../../src/languages/openapi/language.ts";
import type { Tree } from "../../../src/workspace/tree.ts";
import { memoryTree } from "../../support/memory-tree.ts";
import { problemTexts, read } from "./reading.ts";

const sound =
  "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok}}}}}\n";

describe("a root that cannot be read is a document with one fault", () => {
  it.each([
    ["broken YAML", "openapi.yaml", "openapi: 3.0.3\ninfo:\n  title: A\n version: 1\n", 4, /indented differently/],
    ["broken JSON", "openapi.json", '{"openapi": "3.0.3",\n"info": {"title" "A"}}', 2, /expected `:`/],
    ["a file cut in half", "openapi.json", '{"openapi":"3.0.3","info":{"title":"A"', 1, /end of the file/],
    ["a tab", "openapi.yaml", "openapi: 3.0.3\ninfo:\n\ttitle: A\n", 3, /found a tab/],
  ])("%s", async (_name, file, text, line, message) => {
    const { facts, unread } = await read({ [file]: text }, file);
    expect(facts).toMatchObject({
      file,
      dialect: "3.0",
      operations: [],
      problems: [{ kind: "syntax", message: expect.stringMatching(message) }],
    });
    expect(unread).toMatchObject([{ file, line, reason: expect.stringMatching(message) }]);
  });

  it("what is no document at all has no facts, and says so", async () => {
    for (const text of ["", "openapi: 5.0.0\n", "- a\n"]) {
      const { facts, unread } = await read({ "a.yaml": text }, "a.yaml");
      expect(facts).toBeNull();
      expect(unread).toHaveLength(1);
    }
  });

  it("binary and missing files too", async () => {
    expect((await read({ "a.yaml": "openapi: 3.0.3\0" }, "a.yaml")).unread).toEqual([
      { file: "a.yaml", line: 1, reason: "it is binary" },
    ]);
    expect((await read({}, "a.yaml")).unread).toHaveLength(1);
  });
});

it("a broken file among the references costs nothing but itself", async () => {
  const { facts, unread } = await read(
    { "openapi.yaml": `${sound}components: {schemas: {A: {$ref: a.yaml}, B: {type: string}}}\n`, "a.yaml": "a: [\n" },
    "openapi.yaml",
  );
  expect(unread).toMatchObject([{ file: "a.yaml" }]);
  expect(facts?.operations).toHaveLength(1);
  expect(facts?.problems.map((problem) => `${problem.kind} ${problem.at.file}`)).toEqual([
    "syntax a.yaml",
    "reference openapi.yaml",
  ]);
});

async function where(text: string | Uint8Array, pointer: string) {
  const tree = memoryTree({ "openapi.yaml": text });
  const { facts } = await read(tree, "openapi.yaml");
  const range = createPointerLocator(tree)({ file: "openapi.yaml", pointer });
  const source = tree.read("openapi.yaml");
  return { facts, found: source.text.slice(range.start, range.end), position: source.positionAt(range.start) };
}

describe("encodings", () => {
  it("a byte order mark", async () => {
    const { facts, found, position } = await where(`\uFEFF${sound}`, "/openapi");
    expect(facts?.problems).toEqual([]);
    expect({ found, position }).toEqual({ found: "openapi", position: { line: 1, column: 1 } });
  });

  it("CRLF", async () => {
    const { facts, found, position } = await where(sound.replaceAll("\n", "\r\n"), "/paths/~1a/get");
    expect(facts?.problems).toEqual([]);
    expect({ found, position }).toEqual({ found: "get", position: { line: 3, column: 14 } });
  });

  it("Latin-1", async () => {
    const { facts, found, position } = await where(
      Buffer.from(sound.replace("title: A", "title: Größe"), "latin1"),
      "/info/version",
    );
    expect(facts?.title).toBe("Größe");
    expect({ found, position }).toEqual({ found: "version", position: { line: 2, column: 22 } });
  });

  it("emoji count two columns, as in editors", async () => {
    const { found, position } = await where(sound.replace("title: A", "title: 🚀🚀"), "/info/version");
    expect({ found, position }).toEqual({ found: "version", position: { line: 2, column: 21 } });
  });
});

it("nothing outside is read or fetched, and each such reference is a problem", async () => {
  const asked: string[] = [];
  const inner = memoryTree({
    "openapi.yaml": `${sound}components:\n  schemas:\n    A: {$ref: /etc/passwd}\n    B: {$ref: '../../../etc/passwd'}\n    C: {$ref: 'file:///proc/self/environ'}\n    D: {$ref: 'http://127.0.0.1:1/a.yaml'}\n    E: {$ref: 'https://example.com/a.yaml#/A'}\n    F: {$ref: '%2e%2e/%2e%2e/secret'}\n`,
  });
  const tree: Tree = { ...inner, read: (file) => (asked.push(file), inner.read(file)) };
  const { facts } = await read(tree, "openapi.yaml");
  expect(facts?.problems.map((problem) => problem.kind)).toEqual(Array(6).fill("outside"));
  expect(asked.every((file) => file === "openapi.yaml")).toBe(true);
});

it("a link out of the repository is outside", async () => {
  const inner = memoryTree({ "openapi.yaml": `${sound}components: {schemas: {A: {$ref: link.yaml}}}\n` });
  const { facts } = await read({ ...inner, resolve: () => ({ refused: "outside" }) }, "openapi.yaml");
  expect(problemTexts(facts?.problems ?? [])).toEqual([
    "outside /components/schemas/A/$ref: `link.yaml` leads out of the repository: it was not read",
  ]);
});

it("references that only lead to each other are a problem each, and end", async () => {
  const { facts } = await read(
    {
      "openapi.yaml": `${sound}components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/C'}}}\n`,
    },
    "openapi.yaml",
  );
  expect(facts?.problems.map((problem) => problem.message)).toEqual([
    "`#/components/schemas/B` leads back to itself",
    "`#/components/schemas/A` leads back to itself",
    "`#/components/schemas/C` leads back to itself",
  ]);
});

it("a document of 20 MB in one line is read, and its nodes are found in it", async () => {
  const schemas = Array.from(
    { length: 15_000 },
    (_, index) =>
      `"S${index}":{"type":"object","properties":{"a":{"type":"string","description":"${"x".repeat(1300)}"},"b":{"$ref":"#/components/schemas/S${index ? index - 1 : 0}"}}}`,
  );
  const text = `{"openapi":"3.0.3","info":{"title":"A","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}},"components":{"schemas":{${schemas.join(",")},"Last":{"typ":"string"}}}}`;
  expect(text.length).toBeGreaterThan(20_000_000);
  const tree = memoryTree({ "big.json": text });
  expect(openapi.discover(tree, { ignore: [] }).units).toEqual([{ file: "big.json" }]);
  const { facts } = await read(tree, "big.json");
  expect(facts?.operations).toHaveLength(1);
  expect(facts?.problems.map((problem) => problem.message)).toEqual([
    "`typ` is not allowed in a schema; did you mean `type`?",
  ]);
  const range = createPointerLocator(tree)({ file: "big.json", pointer: "/components/schemas/Last/typ" });
  expect(text.slice(range.start, range.end)).toBe('"typ"');
  expect(tree.read("big.json").positionAt(range.start)).toEqual({ line: 1, column: range.start + 1 });
});
