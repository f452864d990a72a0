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

async function faults(schemas: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const text = `${sound.replace("3.0.3", "3.1.0")}components:\n  schemas:\n${schemas.replaceAll(/^/gm, "    ")}\n`;
  const { facts } = await read({ "openapi.yaml": text, ...files }, "openapi.yaml");
  return (facts?.problems ?? []).map((problem) => `${problem.at.file}: ${problem.message}`);
}

it("a reference into a text, or to one where an object belongs", async () => {
  expect(
    await faults("A: {$ref: '#/info/title/0'}\nB: {$ref: '#/info/title'}\nC: {$ref: notes.md}", {
      "notes.md": "# Hi\n",
    }),
  ).toEqual([
    "openapi.yaml: `#/info/title/0` leads nowhere: `info/title` has no `0`",
    "openapi.yaml: `#/info/title` leads to a text, where a schema is expected",
    "openapi.yaml: `notes.md` leads to a text, where a schema is expected",
  ]);
});

it("a reference to code is a reference at fault, not code with YAML mistakes", async () => {
  expect(
    await faults("A: {$ref: 'a.ts#/User'}", { "a.ts": "import x from 'y';\nexport const a = { b: 1 };\n" }),
  ).toEqual(["openapi.yaml: `a.ts#/User` leads to a.ts, which cannot be read: it is neither YAML nor JSON"]);
});

it("a file whose name differs in case, in any part of its path", async () => {
  expect(await faults("A: {$ref: Models/user.yaml}", { "models/User.yaml": "type: object\n" })).toEqual([
    "openapi.yaml: `Models/user.yaml` does not exist: the file is called `models/User.yaml`, and case matters on most servers",
  ]);
});

it("`$dynamicRef` is followed", async () => {
  expect(
    await faults(
      "Tree: {$dynamicAnchor: node, properties: {kids: {items: {$dynamicRef: '#node'}}, lost: {$dynamicRef: '#nobody'}}}",
    ),
  ).toEqual(["openapi.yaml: `#nobody` leads nowhere: openapi.yaml has no `$anchor` called `nobody`"]);
});

it("`__proto__` and `constructor` are names like any other, in YAML and JSON", async () => {
  expect(
    await faults(
      "__proto__: {type: strin}\nconstructor: {properties: {toString: {$ref: '#/components/schemas/__proto__'}}}",
    ),
  ).toEqual([expect.stringContaining("found `strin`")]);
  const { facts } = await read(
    {
      "openapi.json":
        '{"openapi":"3.0.0","info":{"title":"A","version":"1"},"paths":{"__proto__":{}},"components":{"schemas":{"__proto__":{"type":"strin"}}}}',
    },
    "openapi.json",
  );
  expect(problemTexts(facts?.problems ?? []).map((line) => line.split("`")[0])).toEqual([
    "structure /paths/__proto__: the path ",
    "structure /components/schemas/__proto__/type: ",
  ]);
});

it("response codes as numbers, ranges, and what is none; paths of one shape are both read", async () => {
  const { facts } = await read(
    {
      "openapi.yaml":
        "openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths:\n  '/a/{id}': {get: {responses: {200: {description: a}, 4XX: {description: b}, default: {description: d}, 99: {description: x}}}}\n  '/a/{name}': {get: {responses: {'200': {description: ok}}}}\n",
    },
    "openapi.yaml",
  );
  expect(facts?.operations.map(({ anchor, responses }) => [anchor, responses.map(({ status }) => status)])).toEqual([
    ["openapi:GET /a/{id}", ["99", "200", "4XX", "default"]],
    ["openapi:GET /a/{name}", ["200"]],
  ]);
  expect(facts?.problems.map(({ message }) => message)).toEqual([expect.stringContaining("`99` is no response")]);
});

it.each(["utf16le", "utf16be"])("%s, told by its byte order mark", async (encoding) => {
  const little = Buffer.from(`\uFEFF${sound}`, "utf16le");
  const { facts, found } = await where(encoding === "utf16le" ? little : little.swap16(), "/paths/~1a/get");
  expect(facts?.problems).toEqual([]);
  expect(found).toBe("get");
});

it("an alias bomb of schemas costs each of them once", async () => {
  const levels = Array.from({ length: 40 }, (_, level) => {
    const below = Array(9).fill(`*l${level}`).join(", ");
    return `L${level + 1}: &l${level + 1} {allOf: [${below}], enum: [${below}], properties: {a: *l${level}}}`;
  });
  expect(await faults(`L0: &l0 {typ: object}\n${levels.join("\n")}`)).toEqual([]);
});

it("30,000 operations are all read", async () => {
  const paths = Array.from(
    { length: 30_000 },
    (_, index) => `  /r${index}: {get: {responses: {200: {description: ok}, 404: {$ref: '#/components/responses/E'}}}}`,
  );
  const { facts } = await read(
    {
      "openapi.yaml": `openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths:\n${paths.join("\n")}\ncomponents: {responses: {E: {description: e}}}\n`,
    },
    "openapi.yaml",
  );
  expect(facts?.operations).toHaveLength(30_000);
  expect(facts?.problems).toEqual([]);
});
