import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Compiled } from "../support/compiled.ts";
import { tempFolder } from "../support/temp-folder.ts";

// Where other parts of the configuration are loaded, vitest's loader would answer for Node.
const compiled = new Compiled(["src/config", "src/workspace", "src/rule", "src/findings"]);
afterAll(() => compiled.remove());

interface Answer {
  readonly ids?: readonly string[];
  readonly pluginsLeft?: boolean;
  readonly warnings?: readonly string[];
  readonly lines?: readonly string[];
}

/** Loads configurations in a Node of its own, and names the rules that plugins brought to each. */
function loadAll(roots: readonly string[], isStatic = false): readonly Answer[] {
  const script = `
    const { loadConfig } = await import("SRC/config/load.ts");
    const answers = [];
    for (const root of ${JSON.stringify(roots)}) {
      try {
        const { rules, pluginsLeft, warnings } = await loadConfig({ root, static: ${isStatic} });
        answers.push({ ids: rules?.map((rule) => rule.id), pluginsLeft, warnings });
      } catch (error) {
        if (!error.lines) throw error;
        answers.push({ lines: error.lines });
      }
    }
    console.log(JSON.stringify(answers));`;
  const text = compiled.run(script, { cwd: roots[0] as string });
  for (const root of roots) expect(text).not.toContain(root);
  return JSON.parse(text) as readonly Answer[];
}

function load(files: Record<string, string>, options: { static?: boolean; root?: string } = {}): Answer {
  return loadAll([options.root ?? tempFolder(files)], options.static)[0] as Answer;
}

const texts = 'practice: "p", since: "1.0.0", summary: "s", why: "w", fix: "f", tradeoff: "t", references: []';
const levels = 'severity: "error", confidence: "high", preset: "recommended"';
const rule = (id: string, more = "check() {}"): string => `{ id: "${id}", ${texts}, ${levels}, ${more} }`;
const plugin = (name: string, ...rules: string[]): string =>
  `{ name: "${name}", api: 1, rules: [${rules.join(", ")}] }`;

describe("plugins", () => {
  it("come from TypeScript and JavaScript, files and packages, seen from the file that names them", () => {
    const { ids } = load({
      ".archlintrc.json": '{"extends":"./lint/base.json","plugins":["archlint-plugin-b","@acme/archlint-plugin"]}',
      "lint/base.json": '{"plugins":["./rules.ts"]}',
      "lint/rules.ts": `import { definePlugin, defineRule } from "archlint";
        import { name } from "./name.ts";
        export default definePlugin({ name, api: 1, rules: [defineRule(${rule("schema/a/one")} as const)] });`,
      "lint/name.ts": 'export const name = "a" as const;',
      "node_modules/archlint-plugin-b/package.json": '{"type":"module","exports":{".":{"import":"./dist/plugin.js"}}}',
      "node_modules/archlint-plugin-b/dist/plugin.js": `import { definePlugin } from "archlint";
        export default definePlugin(${plugin("b", rule("code/b/two"), rule("openapi/b/three", "visit: { Operation() {} }"))});`,
      "node_modules/@acme/archlint-plugin/index.js": `Object.defineProperty(exports, "__esModule", { value: true });
        exports.default = ${plugin("acme", rule("boundary/acme/four"))};`,
    });
    expect(ids).toEqual(["schema/a/one", "code/b/two", "openapi/b/three", "boundary/acme/four"]);
  });

  it("may be given as what they export, by a configuration that is code", () => {
    const { ids } = load({
      "archlint.config.ts": 'import plugin from "./lint/rules.ts";\nexport default { plugins: [plugin] };',
      "lint/rules.ts": `export default ${plugin("a", rule("schema/a/one"))};`,
    });
    expect(ids).toEqual(["schema/a/one"]);
  });

  it("are loaded once, however often they are named", () => {
    const { ids } = load({
      ".archlintrc.json": '{"extends":"./base.json","plugins":["./rules.mjs","./rules.mjs"]}',
      "base.json": '{"plugins":["./rules.mjs"]}',
      "rules.mjs": `export default ${plugin("a", rule("schema/a/one"))};`,
    });
    expect(ids).toEqual(["schema/a/one"]);
  });

  it("run no code that the configuration does not name", () => {
    const marks = 'require("node:fs").writeFileSync("ran", "");';
    const root = tempFolder({
      ".archlintrc.json": "{}",
      "archlint-plugin.js": marks,
      "node_modules/archlint-plugin-b/index.js": marks,
      "package.json": '{"devDependencies":{"archlint-plugin-b":"1.0.0"}}',
    });
    expect(load({}, { root }).ids).toBeUndefined();
    expect(existsSync(join(root, "ran"))).toBe(false);
  });

  it("are left where only data may be read, and that is said", () => {
    const root = tempFolder({
      ".archlintrc.json": '{"plugins":["./rules.mjs"],"rules":{"schema/a/one":"error"}}',
      "rules.mjs": 'import { writeFileSync } from "node:fs"; writeFileSync("ran", "");',
    });
    expect(load({}, { root, static: true })).toEqual({
      ids: [],
      pluginsLeft: true,
      warnings: [
        ".archlintrc.json:1:13: `plugins[0]`: the plugin `./rules.mjs` was not run, since only static configuration is allowed",
      ],
    });
    expect(existsSync(join(root, "ran"))).toBe(false);
  });
});

describe("a plugin is refused in words", () => {
  const place = ".archlintrc.json:1:13: `plugins[0]`: ";
  const cases: readonly (readonly [what: string, text: string, lines: readonly unknown[]])[] = [
    [
      "whose own imports are missing, without a path of the machine",
      'import "./none.mjs";',
      [expect.stringMatching(/^running it failed: Error/)],
    ],
    ["that throws at import", 'throw new Error("no");', ["running it failed: Error: no"]],
    ["that throws nothing", "throw undefined;", ["running it failed: undefined"]],
    [
      "that exports nothing",
      "export const rules = [];",
      ["expected a default export made with `definePlugin({ name, api: 1, rules })`, found nothing"],
    ],
    [
      "that exports nonsense",
      'export default "rules";',
      ['expected a default export made with `definePlugin({ name, api: 1, rules })`, found "rules"'],
    ],
    [
      "that has none of its parts",
      "export default {};",
      [
        "`name`: expected lower-case letters, digits and dashes, found nothing",
        "`api`: expected 1, the version of the API that this archlint has, found nothing",
        "`rules`: expected a list of rules made with `defineRule`, found nothing",
      ],
    ],
    [
      "of another API",
      `export default { ...${plugin("a", rule("schema/a/one"))}, api: 2 };`,
      ["`api`: expected 1, the version of the API that this archlint has, found 2"],
    ],
    [
      "that shadows a built-in rule",
      `export default ${plugin("a", rule("schema/primary-key"))};`,
      [
        "the rule `schema/primary-key`: `id`: expected `schema/a/<name>`, so that it stands for no rule of archlint or of another plugin",
      ],
    ],
    [
      "that speaks for another plugin",
      `export default ${plugin("a", rule("schema/b/one"))};`,
      [
        "the rule `schema/b/one`: `id`: expected `schema/a/<name>`, so that it stands for no rule of archlint or of another plugin",
      ],
    ],
    [
      "of an unknown namespace",
      `export default ${plugin("a", rule("shema/a/one"))};`,
      [
        "the rule `shema/a/one`: `id`: expected one of the namespaces openapi, schema, migration, code, contract, query, boundary or decision, for it says what the rule is given; found `shema`; did you mean `schema`?",
      ],
    ],
    [
      "with one rule twice",
      `export default ${plugin("a", rule("schema/a/one"), rule("schema/a/one"))};`,
      ["the rule `schema/a/one`: there are two rules of this id"],
    ],
    [
      "whose rule lacks what reports show",
      `export default ${plugin("a", '{ id: "schema/a/one" }')};`,
      [
        ...["practice", "since", "summary", "why", "fix", "tradeoff"].map(
          (key) => `the rule \`schema/a/one\`: \`${key}\`: expected a text, found nothing`,
        ),
        'the rule `schema/a/one`: `severity`: expected "error", "warning" or "info", found nothing',
        'the rule `schema/a/one`: `confidence`: expected "high", "medium" or "low", found nothing',
        'the rule `schema/a/one`: `preset`: expected "recommended" or "strict", found nothing',
        "the rule `schema/a/one`: `references`: expected a list of URLs, found nothing",
        "the rule `schema/a/one`: expected `check` or `visit`, found neither",
      ],
    ],
    [
      "whose rule visits where nothing is visited",
      `export default ${plugin("a", rule("schema/a/one", "visit: { Table() {} }"))};`,
      ["the rule `schema/a/one`: `visit`: rules of `schema` are only called with `check`"],
    ],
    [
      "with options of no kind, or a default they do not take",
      `export default ${plugin("a", rule("schema/a/one", 'check() {}, options: { a: true, b: { kind: "count", description: "d", default: -1 } }'))};`,
      [
        "the rule `schema/a/one`: `options.a`: expected what text(), count(), flag(), choice(), list() or lists() gives",
        "the rule `schema/a/one`: `options.b`: expected a whole number, 0 or more as default, found -1",
      ],
    ],
    [
      "that throws when it is looked at",
      'export default { get name() { throw new Error("not now"); } };',
      ["reading it failed: Error: not now"],
    ],
  ];

  it("and its file is named", () => {
    const roots = cases.map(([, text]) =>
      tempFolder({ ".archlintrc.json": '{"plugins":["./rules.mjs"]}', "rules.mjs": text }),
    );
    const answers = loadAll(roots).map(({ lines }, index) => [
      cases[index]?.[0],
      lines?.map((line) => line.replace(`${place}the plugin \`rules.mjs\`: `, "")),
    ]);
    expect(answers).toEqual(cases.map(([what, , lines]) => [what, lines]));
  });

  it("that does not exist, is no code, or has another's name", () => {
    expect(
      load({
        ".archlintrc.json": '{"plugins":["./none.ts","archlint-plugin-none","./data.json","./a.mjs","./b.mjs"]}',
        "data.json": "{}",
        "a.mjs": `export default ${plugin("a", rule("schema/a/one"))};`,
        "b.mjs": `export default ${plugin("a", rule("schema/a/two"))};`,
      }).lines,
    ).toEqual([
      ".archlintrc.json:1:13: `plugins[0]`: there is no file `./none.ts`",
      ".archlintrc.json:1:25: `plugins[1]`: there is no package `archlint-plugin-none`; is it installed?",
      ".archlintrc.json:1:48: `plugins[2]`: the plugin `data.json`: expected a file of JavaScript or TypeScript",
      ".archlintrc.json:1:72: `plugins[4]`: the plugin `b.mjs`: there is another plugin `a` already, the plugin `a.mjs`",
    ]);
  });
});
