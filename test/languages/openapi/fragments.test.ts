import { describe, expect, it } from "vitest";
import { commentTexts } from "../../../src/languages/openapi/fragments/comments.ts";
import { readConfig } from "../../../src/languages/openapi/fragments/config.ts";
import { readLiteral } from "../../../src/languages/openapi/fragments/literal.ts";
import { openapi } from "../../../src/languages/openapi/language.ts";
import { createPointerLocator } from "../../../src/languages/openapi/locate.ts";
import { memoryTree } from "../../support/memory-tree.ts";

describe("literals of code", () => {
  it.each([
    ["strings of all kinds", '{ a: \'x\', "b-c": `y`, d: "\\u0041\\n" }', { a: "x", "b-c": "y", d: "A\n" }],
    ["numbers, flags and null", "[1, -2.5, true, false, null,]", [1, -2.5, true, false, null]],
    ["comments between", "{ /* one */ a: 1, // two\n b: [ /* three */ 2 ] }", { a: 1, b: [2] }],
    ["assertions of types", "{ a: ['x'] as const, b: {} satisfies Info }", { a: ["x"], b: {} }],
    ["brackets and quotes in strings", "{ a: '}', b: `]${'x'}`, c: '//' }", { a: "}", c: "//" }],
  ])("%s", (_name, text, value) => {
    expect(readLiteral(text, 0).value).toEqual(value);
  });

  it("leaves out what is not known, and says where", () => {
    const { value, partial } = readLiteral(
      "{ a: 1, b: f({ x: 1 }), ...rest, c: [x.y, 2], d: 'a' + 'b', e() { return 1 }, g: 3 }",
      0,
    );
    expect(value).toEqual({ a: 1, c: [2], g: 3 });
    expect([...partial]).toEqual(["", "/c"]);
  });

  it("follows constants of the same file, also their short form, and not in circles", () => {
    const text = "const parts: Parts = { x: 1 };\nconst loop = { loop };\nconst all = { parts, same: parts, loop };";
    expect(readLiteral(text, text.lastIndexOf("{")).value).toEqual({ parts: { x: 1 }, same: { x: 1 }, loop: {} });
  });

  it.each(["{ a: 'x", "[1, {", "{ a: `${", "{ a", "{ ,", "{ a: /* "])("ends where the text does: %s", (text) => {
    expect(readLiteral(text, 0).find("")).toBeDefined();
  });
});

describe("comments", () => {
  const code =
    "/**\n * A route.\n * @openapi\n * /books:\n *   get: {}\n * @deprecated\n */\n  /** @swagger\n   * /loans: {}\n   */\n/** @param x */";

  it("give the YAML behind each tag up to the next, at its own offsets", () => {
    const texts = commentTexts(code);
    expect(texts.map(({ text }) => text.replace(/\s+/g, " ").trim())).toEqual(["/books: get: {}", "/loans: {}"]);
    for (const { start, text } of texts)
      for (const { 0: word, index } of text.matchAll(/\S+/g)) expect(code.slice(start + index)).toMatch(word);
  });
});

describe("the options of swagger-jsdoc", () => {
  const apis = (written: string) =>
    readConfig(`import jsdoc from "swagger-jsdoc";\njsdoc({ definition: { openapi: "3.0.0" }, apis: [${written}] });`)
      ?.apis;

  it.each([
    [
      '"./src/**/*.ts", "docs/*.yml"',
      [
        { glob: "./src/**/*.ts", fromHere: false },
        { glob: "docs/*.yml", fromHere: false },
      ],
    ],
    ["`${process.cwd()}/docs/*.yml`", [{ glob: "docs/*.yml", fromHere: false }]],
    ["`${__dirname}/*.yml`", [{ glob: "*.yml", fromHere: true }]],
    ['path.join(__dirname, "..", "routes/*.ts")', [{ glob: "../routes/*.ts", fromHere: true }]],
    ['path.resolve("src/*.ts")', [{ glob: "src/*.ts", fromHere: false }]],
  ])("%s", (written, entries) => {
    expect(apis(written)).toEqual(entries);
  });

  it.each(["'./a.yml', ...more", "files", "`${folder}/*.yml`", "'/etc/*.yml'", "glob('x')"])(
    "is nothing when one entry is not known: %s",
    (written) => {
      expect(apis(written)).toBeUndefined();
    },
  );
});

describe("a document merged at boot", () => {
  const config =
    'import jsdoc from "swagger-jsdoc";\nexport default jsdoc({ definition: { openapi: "3.1.0", info: { title: "A" } }, apis: ["./api/*.yaml", "./dist/*.js"] });\n';
  const files = {
    "package.json": '{ "dependencies": { "swagger-jsdoc": "6" } }',
    "src/docs.ts": config,
    "src/loans.ts": "/** @openapi\n * /loans: { get: {} }\n */\n",
    "api/books.yaml": "openapi: 3.1.0\npaths: { /books: { get: {} } }\n",
    "other.yaml": "openapi: 3.1.0\n",
  };

  it("is found by its definition; its parts are no documents by themselves, and what is compiled is its source", () => {
    const { units } = openapi.discover(memoryTree(files), { ignore: [] });
    expect(units.map(({ file, fragments }) => [file, fragments])).toEqual([
      ["other.yaml", undefined],
      ["src/docs.ts", ["api/books.yaml", "src/loans.ts"]],
    ]);
  });

  it("is none where no package depends on swagger-jsdoc", () => {
    const { units } = openapi.discover(memoryTree({ ...files, "package.json": "{}" }), { ignore: [] });
    expect(units.map(({ file }) => file)).toEqual(["api/books.yaml", "other.yaml"]);
  });

  it("keeps each part at its place in its own file", async () => {
    const tree = memoryTree(files);
    const unit = openapi.discover(tree, { ignore: [] }).units.find(({ fragments }) => fragments);
    const reader = await openapi.load();
    const reading = reader.read(unit as NonNullable<typeof unit>, {
      tree,
      rules: [],
      embedded: new Map(),
      guard: (_rule, _file, call) => call(),
    });
    const locate = createPointerLocator(tree);
    const framed = reading.facts?.operations.map(({ method, path, at }) => {
      const place = "pointer" in at ? locate(at) : at;
      return [`${method} ${path}`, place.file, tree.read(place.file).text.slice(place.start, place.end)];
    });
    expect(framed).toEqual([
      ["GET /books", "api/books.yaml", "get"],
      ["GET /loans", "src/loans.ts", "get"],
    ]);
    expect(locate({ file: "src/docs.ts", pointer: "/info/title" })).toMatchObject({
      start: config.indexOf("title"),
      end: config.indexOf("title") + 5,
    });
  });
});
