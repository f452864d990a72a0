import { dump } from "js-yaml";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/languages/openapi/load/parse-json.ts";
import { parseYaml } from "../../../src/languages/openapi/load/parse-yaml.ts";

const messages = (parsed: ReturnType<typeof parseYaml>) => parsed.problems.map((problem) => problem.message);

describe("YAML", () => {
  it("keeps keys and dates as they are written", () => {
    expect(
      parseYaml("200: a\n1.0: b\nnull: c\ndate: 2020-01-01\nyes: no\noctal: 014\nhex: 0x1F\nfloat: 1e3\nempty:\n")
        .value,
    ).toEqual({
      "200": "a",
      "1.0": "b",
      null: "c",
      date: "2020-01-01",
      yes: "no",
      octal: 14,
      hex: 31,
      float: 1000,
      empty: null,
    });
  });

  it("reads on after a duplicate key, and says where it stands", () => {
    const text = "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n";
    const { value, problems } = parseYaml(text);
    expect(value).toEqual({ a: 3, b: { c: 2 } });
    expect(problems.map(({ start, end, message }) => [text.slice(start, end), start, message])).toEqual([
      ["c", text.lastIndexOf("c: 2"), "the key `c` stands twice in one object: the first one is lost"],
      ["a", text.lastIndexOf("a: 3"), "the key `a` stands twice in one object: the first one is lost"],
    ]);
  });

  it("merges `<<`, what is written winning, and shares what an alias names", () => {
    const { value, problems } = parseYaml(
      "base: &b {x: 1, y: {z: 1}}\none:\n  <<: *b\n  x: 2\ntwo: {<<: [*b, {w: 3}], v: 4}\nthree: *b\n",
    );
    expect(problems).toEqual([]);
    expect(value).toEqual({
      base: { x: 1, y: { z: 1 } },
      one: { x: 2, y: { z: 1 } },
      two: { x: 1, y: { z: 1 }, w: 3, v: 4 },
      three: { x: 1, y: { z: 1 } },
    });
    const shared = value as { base: object; three: object };
    expect(shared.three).toBe(shared.base);
  });

  it("a quoted `<<` is a key like any other", () => {
    expect(parseYaml('"<<": {a: 1}\n').value).toEqual({ "<<": { a: 1 } });
  });

  it("takes the text of an unknown tag and says so", () => {
    const { value, problems } = parseYaml("a: !include other.yaml\nb: !!str 12\n");
    expect(value).toEqual({ a: "other.yaml", b: "12" });
    expect(problems.map((problem) => problem.message)).toEqual([
      "the YAML tag `!include` is not understood: its text is taken as it stands",
    ]);
  });

  it.each([
    ["a tab", "a:\n\tb: 1\n", /spaces, found a tab/],
    ["an unclosed quote", 'a: "b\n', /quote or bracket/],
    ["an unquoted colon", "a: b: c\n", /needs quotes/],
    ["an unknown alias", "a: *b\n", /`\*b` has no anchor/],
    ["nothing", "", /empty/],
    ["only a comment", "# hello\n", /empty/],
    ["two documents", "a: 1\n---\nb: 2\n", /only the first is read/],
  ])("explains %s", (_name, text, expected) => {
    expect(messages(parseYaml(text)).join()).toMatch(expected);
  });

  it("an alias bomb stays as small as its text", () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(", ")}]`,
    );
    const { value } = parseYaml(`l0: &l0 [x]\n${levels.join("\n")}\n`);
    expect(Object.keys(value as object)).toHaveLength(41);
  });

  it("a bomb of merges ends", () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(", ");
    const uses = Array.from({ length: 3000 }, (_, index) => `m${index}: {<<: *b}`).join("\n");
    const { problems } = parseYaml(`b: &b {${keys}}\n${uses}\n`);
    expect(problems.map((problem) => problem.message)).toEqual([
      "merge keys copy more than 1000000 members: the rest is left out",
    ]);
  });

  it("nesting beyond any document is refused, not run out of stack", () => {
    expect(messages(parseYaml("[".repeat(50_000))).join()).toMatch(/nested more than 400/);
  });

  it("`__proto__` is a key", () => {
    const value = parseYaml("__proto__: {polluted: 1}\n").value as object;
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("reads what js-yaml writes of any value", () => {
    fc.assert(
      fc.property(jsonValue(), (value) => {
        expect(parseYaml(dump(value))).toEqual({ value, problems: [] });
      }),
    );
  });
});

describe("JSON", () => {
  it("finds duplicate keys, which JSON.parse drops", () => {
    const text = '{"a":1,"b":{"c":"a:b","c":2},"a":3}';
    const { value, problems } = parseJson(text);
    expect(value).toEqual({ a: 3, b: { c: 2 } });
    expect(problems.map(({ start, end }) => [start, text.slice(start, end)])).toEqual([
      [text.indexOf('"c":2'), '"c"'],
      [text.lastIndexOf('"a"'), '"a"'],
    ]);
  });

  it("reads comments and trailing commas, and says that others do not", () => {
    expect(parseJson('{"a": 1, // one\n}')).toMatchObject({
      value: { a: 1 },
      problems: [{ start: 9, message: expect.stringContaining("no comments") }],
    });
    expect(parseJson('{"a": [1,],}')).toMatchObject({
      value: { a: [1] },
      problems: [{ message: expect.stringContaining("no trailing commas") }],
    });
  });

  it.each([
    ["a missing colon", '{"a" 1}', 5, /expected `:`/],
    ["a missing comma", '{"a":1 "b":2}', 7, /expected `,`/],
    ["an end too soon", '{"a":[1,2', 9, /not closed, found the end of the file/],
    ["an unquoted key", "{a:1}", 1, /double quotes/],
    ["something after it", '{"a":1} {}', 8, /expected the end of the file/],
    ["nothing", "", 0, /empty/],
  ])("explains %s, where it stands", (_name, text, start, expected) => {
    const { value, problems } = parseJson(text);
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ start, message: expect.stringMatching(expected) });
  });

  it("nesting beyond any document is refused", () => {
    expect(parseJson(`${"[".repeat(30_000)}${"]".repeat(30_000)}`).problems[0]?.message).toMatch(
      /nested more than 400/,
    );
  });

  it("reads every value as JSON.parse does, and finds no fault in it", () => {
    fc.assert(
      fc.property(jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(parseJson(JSON.stringify(value, null, indent))).toEqual({ value, problems: [] });
      }),
    );
  });
});

/** Objects with keys a contract may have; no `__proto__`, which the comparison itself trips over, and no -0, which JSON lacks. */
function jsonValue() {
  return fc
    .jsonValue({ maxDepth: 4 })
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    .filter((value) => !JSON.stringify(value).includes("__proto__"));
}
