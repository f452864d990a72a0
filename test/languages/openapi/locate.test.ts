import { dump } from "js-yaml";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../src/languages/openapi/load/parse-yaml.ts";
import { createPointerLocator } from "../../../src/languages/openapi/locate.ts";
import { child } from "../../../src/languages/openapi/pointer.ts";
import { memoryTree } from "../../support/memory-tree.ts";

function finder(text: string, file = "a.yaml") {
  const locate = createPointerLocator(memoryTree({ [file]: text }));
  return (pointer: string, on?: "key" | "value") => {
    const { start, end } = locate({ file, pointer, ...(on ? { on } : {}) });
    return text.slice(start, end);
  };
}

interface Member {
  readonly pointer: string;
  readonly value: unknown;
  /** The key of an object's member; null for list items and the root. */
  readonly key: string | null;
}

/** Every pointer of a value, with what it leads to. */
function members(value: unknown, pointer = "", key: string | null = null): Member[] {
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => members(each, `${pointer}/${index}`))
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, each]) => members(each, child(pointer, name), name))
      : [];
  return [{ pointer, value, key }, ...inner];
}

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "a/b",
    "~",
    "yes",
    "200",
    "a: b",
    "# no",
    "two\nlines\n",
    "  spaced",
    "🚀 rocket",
    "'quoted'",
    '"',
    "|",
    "- x",
    "&a",
    "*a",
  ),
);
const values = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie("list"), tie("object")),
  list: fc.array(tie("any"), { maxLength: 4 }),
  object: fc.dictionary(text, tie("any"), { maxKeys: 4 }),
})).any;

describe("any pointer of any document locates a text that reads back as the key and the value", () => {
  it.each([
    ["two spaces", 2],
    ["one line", 0],
  ])("JSON, %s", (_name, indent) => {
    fc.assert(
      fc.property(values, (value) => {
        const written = JSON.stringify(value, null, indent);
        const find = finder(written, "a.json");
        const wanted = members(JSON.parse(written));
        const found = wanted.map(({ pointer, key }) => ({
          pointer,
          value: JSON.parse(find(pointer, "value")) as unknown,
          key: key === null ? null : (JSON.parse(find(pointer)) as string),
        }));
        expect(found).toEqual(wanted);
      }),
    );
  });

  it.each([
    ["block style", {}],
    ["flow style", { flowLevel: 0 }],
    ["flow style inside", { flowLevel: 2 }],
    ["quotes everywhere", { forceQuotes: true, quoteStyle: "double" as const }],
    ["indented lists", { seqNoIndent: true, indent: 4 }],
  ])("YAML, %s", (_name, options) => {
    fc.assert(
      fc.property(values, fc.constantFrom("\n", "\r\n"), (value, lineEnd) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        // A line end inside a value must stay what it is.
        const written = JSON.stringify(plain).includes("\\")
          ? dump(plain, options)
          : dump(plain, options).replaceAll("\n", lineEnd);
        const { value: read, problems } = parseYaml(written);
        expect(problems).toEqual([]);
        const find = finder(written);
        const wanted = members(read);
        const found = wanted.map(({ pointer, key, value: each }) => ({
          pointer,
          value:
            typeof each === "object" && each !== null
              ? blockIn(written, find(pointer, "value"))
              : scalarIn(find(pointer, "value")),
          key: key === null ? null : keyIn(find(pointer)),
        }));
        expect(found).toEqual(wanted);
      }),
    );
  });
});

/** A scalar cut out of its place: what follows a block header must be indented, as it was. */
function scalarIn(found: string): unknown {
  return found === "" ? null : (parseYaml(`x: ${found}\n`).value as { x: unknown }).x;
}

/** A key that is all digits, empty or `null` keeps its text. */
function keyIn(found: string): string {
  return Object.keys(parseYaml(`${found}: 1\n`).value as object)[0] as string;
}

/** A block cut out begins at its first key, without the indentation that the others have. */
function blockIn(whole: string, found: string): unknown {
  const start = whole.indexOf(found);
  const lineStart = whole.lastIndexOf("\n", start - 1) + 1;
  return parseYaml(`${" ".repeat(start - lineStart)}${found}\n`).value;
}

describe("YAML by hand", () => {
  const yaml = `base: &base
  type: object # comment
  "quoted key": 'single'
  block: |+ # a | b
    text
      more

  folded: >-
    words
use: *base
merged:
  <<: *base
  own: {flow: [1, {deep: 2}], "x": "y"}
? complex key
: complex value
list:
  - name: first
    other: 1
  - - nested
empty:
emoji 🚀: 🚀🚀
`;
  const find = finder(yaml);

  it.each([
    ["", undefined, "base"],
    ["/base", undefined, "base"],
    ["/base/quoted key", undefined, '"quoted key"'],
    ["/base/quoted key", "value", "'single'"],
    ["/base/type", "value", "object"],
    ["/base/block", "value", "|+ # a | b\n    text\n      more"],
    ["/base/folded", "value", ">-\n    words"],
    ["/use", undefined, "use"],
    ["/use/type", undefined, "type"],
    ["/merged/type", "value", "object"],
    ["/merged/own/flow/1/deep", undefined, "deep"],
    ["/merged/own/flow", "value", "[1, {deep: 2}]"],
    ["/merged/own", "value", '{flow: [1, {deep: 2}], "x": "y"}'],
    ["/complex key", "value", "complex value"],
    ["/list/0", undefined, "name"],
    ["/list/0", "value", "name: first\n    other: 1"],
    ["/list/1/0", undefined, "nested"],
    ["/empty", undefined, "empty"],
    ["/empty", "value", ""],
    ["/emoji 🚀", "value", "🚀🚀"],
  ] as const)("%s, %s", (pointer, on, expected) => {
    expect(find(pointer, on)).toBe(expected);
  });

  it("what does not exist is framed at what is around it", () => {
    expect(find("/base/missing/deeper", "value")).toBe("base");
    expect(find("/list/7")).toBe("list");
    expect(find("/nothing")).toBe("base");
  });

  it("of two equal keys, the one that counts", () => {
    expect(
      createPointerLocator(memoryTree({ "a.yaml": "a: 1\na: 2\n" }))({ file: "a.yaml", pointer: "/a" }),
    ).toMatchObject({ start: 5, end: 6 });
    expect(
      createPointerLocator(memoryTree({ "a.json": '{"a":1,"a":2}' }))({ file: "a.json", pointer: "/a" }),
    ).toMatchObject({ start: 7, end: 10 });
  });

  it("loops of aliases and of merges end", () => {
    expect(finder("a: &a {b: *a}\n")("/a/b/b/b/b")).toBe("b");
    expect(finder("a: &a {<<: *a, c: 1}\n")("/a/d")).toBe("a");
  });

  it("a broken file is framed at its beginning", () => {
    expect(createPointerLocator(memoryTree({ "a.yaml": "a: [" }))({ file: "a.yaml", pointer: "/a" })).toEqual({
      file: "a.yaml",
      start: 0,
      end: 0,
    });
  });
});

it("many files go through without all being kept", () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.yaml`, `key${index}: 1\n`]));
  const locate = createPointerLocator(memoryTree(files));
  for (const round of [0, 1]) {
    for (const [file, content] of Object.entries(files)) {
      const { start, end } = locate({ file, pointer: `/key${file.replace(".yaml", "")}` });
      expect([round, content.slice(start, end)]).toEqual([round, `key${file.replace(".yaml", "")}`]);
    }
  }
});
