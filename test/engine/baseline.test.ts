import { describe, expect, it } from "vitest";
import { renderBaseline, type BaselineEntry } from "../../src/engine/baseline/entry.ts";
import { entryOf, pruned, updated } from "../../src/engine/baseline/rewrite.ts";
import { lint, type LintOptions } from "../../src/engine/lint.ts";
import { memoryTree } from "../support/memory-tree.ts";

const file = ".archlint-baseline";
const only = ["schema/primary-key", "schema/foreign-key-index", "code/empty-catch"];

const project: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "shop", "dependencies": { "express": "5" } }',
  "db/migrations/001_users.up.sql": "CREATE TABLE users (name text);\n",
  "db/migrations/001_users.down.sql": "DROP TABLE users;\n",
  "src/users.ts": "export function load() {\n  try {\n    fetch('/a');\n  } catch {}\n}\n",
};

const run = (files: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}) =>
  lint({ cwd: "/nowhere", tree: memoryTree(files), only, ...options });
const remember = async (files: Readonly<Record<string, string>>, change = (entry: BaselineEntry) => entry) =>
  renderBaseline((await run(files)).remembered.map(entryOf).map(change));
const shown = async (files: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}) => {
  const { result } = await run(files, options);
  return result.findings.map(({ rule, primary }) => `${rule} ${primary.file}`);
};
function moved(files: Readonly<Record<string, string>>, from: string, to: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace(from, to), text]));
}

describe("a baseline", () => {
  it("takes what it knows out of sight, and counts it", async () => {
    const { result } = await run({ ...project, [file]: await remember(project) });
    expect(result.findings).toEqual([]);
    expect(result.baseline).toEqual({ file, known: 2, stale: [] });
    expect(await shown(project)).toEqual([
      "schema/primary-key db/migrations/001_users.up.sql",
      "code/empty-catch src/users.ts",
    ]);
    expect(await shown({ ...project, [file]: await remember(project) }, { baseline: false })).toHaveLength(2);
  });

  it("is sorted lines, the same whatever the order of the findings", async () => {
    const { remembered } = await run(project);
    const text = renderBaseline(remembered.map(entryOf));
    expect(renderBaseline(remembered.map(entryOf).toReversed())).toBe(text);
    expect(text.split("\n")[0]).toBe('{"archlint-baseline":1}');
    expect(
      text
        .split("\n")
        .slice(1, -1)
        .map((line) => (JSON.parse(line) as BaselineEntry).rule),
    ).toEqual(["code/empty-catch", "schema/primary-key"]);
  });

  it.each<[string, (files: Readonly<Record<string, string>>) => Record<string, string>]>([
    ["lines that shift", (files) => ({ ...files, "src/users.ts": `// one\n\n// two\n${files["src/users.ts"]}` })],
    ["reformatting", (files) => ({ ...files, "src/users.ts": 'export function load(){try{fetch("/a")}catch{\n\n}}' })],
    [
      "reordering",
      (files) => ({
        ...files,
        "src/users.ts": `export function save() {\n  return 1;\n}\n${files["src/users.ts"]}`,
        "db/migrations/001_users.up.sql":
          "CREATE TABLE first (id int PRIMARY KEY);\n\ncreate table\n  users (\n    name text\n  );\n",
      }),
    ],
    ["another folder", (files) => moved(files, "src/users.ts", "src/users/users.ts")],
    ["another name", (files) => moved(files, "src/users.ts", "src/accounts.ts")],
    [
      "a folder above that is renamed",
      (files) => moved(moved(files, "src/", "services/shop/src/"), "db/", "services/shop/db/"),
    ],
  ])("survives %s", async (_, change) => {
    const { result } = await run({ ...change(project), [file]: await remember(project) });
    expect(result.findings).toEqual([]);
    expect(result.baseline).toMatchObject({ known: 2, stale: [] });
  });

  it("tells an old fault mended from a new one made, in equal numbers", async () => {
    const swapped = {
      ...project,
      "src/users.ts": "export function load() {\n  return fetch('/a');\n}\n",
      "src/other.ts": "export function load() {\n  try {\n    fetch('/a');\n  } catch {}\n}\n",
    };
    const { result } = await run({ ...swapped, [file]: await remember(project) });
    expect(result.findings.map(({ primary }) => primary.file)).toEqual(["src/other.ts"]);
    expect(result.baseline?.stale).toMatchObject([{ rule: "code/empty-catch", file: "src/users.ts" }]);
  });

  it("lets one moved entry stand for one finding", async () => {
    const text = project["src/users.ts"] as string;
    const files = {
      ...moved(project, "src/users.ts", "src/a/users.ts"),
      "src/b/other.ts": text,
      [file]: await remember(project),
    };
    expect(await shown(files)).toEqual(["code/empty-catch src/b/other.ts"]);
  });

  it("knows the members of a convention, folded or not", async () => {
    const tables = ["a", "b", "c"].map((name) => `CREATE TABLE ${name} (id int PRIMARY KEY, at timestamp);\n`).join("");
    const files = { ...project, "db/migrations/001_users.up.sql": tables };
    const rules = { only: ["schema/timestamp-with-time-zone"] };
    const folded = (await run(files, rules)).remembered;
    expect(folded).toMatchObject([{ foldedBy: "convention", folded: 3 }]);
    const known = { ...files, [file]: renderBaseline(folded.map(entryOf)) };
    expect(await shown(known, { ...rules, all: true })).toEqual([]);
    const apart = (await run(files, { ...rules, all: true })).remembered;
    expect(apart).toHaveLength(3);
    expect(await shown({ ...files, [file]: renderBaseline(apart.map(entryOf)) }, rules)).toEqual([]);
  });

  it("keeps its entries of rules that did not run", async () => {
    const { result } = await run(
      { ...project, [file]: await remember(project) },
      { only: ["schema/foreign-key-index"] },
    );
    expect(result.baseline).toEqual({ file, known: 0, stale: [] });
  });
});

describe("an entry with a last day", () => {
  const until = (day: string) => remember(project, (entry) => ({ ...entry, until: day, owner: "ada" }));

  it.each([
    ["2027-01-30", []],
    ["2027-01-31", []],
    [
      "2027-02-01",
      ["archlint/expired-exception", "archlint/expired-exception", "schema/primary-key", "code/empty-catch"],
    ],
  ])("on %s shows %j", async (today, rules) => {
    const { result } = await run({ ...project, [file]: await until("2027-01-31") }, { today });
    expect(result.findings.map(({ rule }) => rule)).toEqual(rules);
    expect(result.baseline?.stale).toEqual([]);
  });

  it("says whose it was and where it stands", async () => {
    const { result } = await run({ ...project, [file]: await until("2027-01-31") }, { today: "2027-03-01" });
    expect(result.findings[0]).toMatchObject({
      message:
        "`code/empty-catch` at `typescript:src/users.ts#load` was left until 2027-01-31, which has passed; `ada` wanted to mend it",
      primary: { file, start: { line: 2 } },
    });
  });

  it("never ends where no day is known, and that is told", async () => {
    const { result } = await run({ ...project, [file]: await until("2000-01-01") });
    expect(result.findings).toEqual([]);
    expect(result.warnings).toEqual([expect.stringContaining("give --today")]);
  });
});

describe("a baseline written again", () => {
  const judged = async (files: Readonly<Record<string, string>>) => {
    const { baseline, matches, result, remembered } = await run(files);
    if (!baseline || !matches) throw new Error("no baseline");
    return {
      judged: { entries: baseline.entries, matches, stale: new Set<unknown>(result.baseline?.stale) },
      remembered,
    };
  };
  const reason = (entry: BaselineEntry) => ({ ...entry, reason: "later", owner: "ada" });

  it("keeps what people wrote, also where the file has moved", async () => {
    const files = { ...moved(project, "src/users.ts", "src/people.ts"), [file]: await remember(project, reason) };
    const { judged: of, remembered } = await judged(files);
    const { entries, added, removed, moved: count } = updated(of, remembered);
    expect({ added, removed, count }).toEqual({ added: 0, removed: 0, count: 1 });
    expect(
      entries
        .map(({ file, reason, owner }) => ({ file, reason, owner }))
        .toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    ).toEqual([
      { file: "db/migrations/001_users.up.sql", reason: "later", owner: "ada" },
      { file: "src/people.ts", reason: "later", owner: "ada" },
    ]);
    expect(await shown({ ...files, [file]: renderBaseline(pruned(of).entries) })).toEqual([]);
  });

  it("takes out what is gone, and with --update takes in what is new", async () => {
    const later = {
      ...project,
      "src/users.ts": "export const none = 1;\n",
      "db/migrations/002_more.up.sql": "CREATE TABLE more (name text);\n",
      "db/migrations/002_more.down.sql": "DROP TABLE more;\n",
      [file]: await remember(project, reason),
    };
    const { judged: of, remembered } = await judged(later);
    expect(pruned(of)).toMatchObject({ added: 0, removed: 1, entries: [{ anchor: "sql:public.users" }] });
    const again = updated(of, remembered);
    expect(again).toMatchObject({ added: 1, removed: 1 });
    expect(again.entries.map(({ anchor, reason }) => [anchor, reason]).toSorted()).toEqual([
      ["sql:public.more", undefined],
      ["sql:public.users", "later"],
    ]);
  });
});

describe("a baseline that cannot be used", () => {
  const head = '{"archlint-baseline":1}';
  const entry = '{"rule":"a/b","anchor":"x","file":"f","fingerprint":"0123456789abcdef"}';
  it.each([
    ["", 'expected {"archlint-baseline":1} as the first line of a baseline, found nothing'],
    [entry, ':1: expected {"archlint-baseline":1} as the first line'],
    [
      '{"archlint-baseline":2}\n',
      ":1: this baseline has version 2, and this archlint reads version 1: a newer archlint wrote it; update archlint",
    ],
    ['{"archlint-baseline":"1"}\n', ':1: expected a version from 1 on, found "1"'],
    [`${head}\n${entry.slice(0, 40)}`, ":2: the line ends in its middle: the file was cut short; restore it from git"],
    [`${head}\n<<<<<<< HEAD\n${entry}\n`, ":2: this is a mark of a merge conflict"],
    [`${head}\n${entry.replace('"rule"', '"rul"')}\n`, ":2: there is no such member as `rul`; did you mean `rule`?"],
    [
      `${head}\n${entry.replace("0123456789abcdef", "12")}\n`,
      ':2: `fingerprint`: expected 16 hexadecimal digits, found "12"',
    ],
    [
      `${head}\n${entry.replace("}", ',"until":"soon"}')}\n`,
      ':2: `until`: expected a day such as 2027-01-31, found "soon"',
    ],
    [`${head}\n${entry.replace("}", ',"until":"2027-02-29"}')}\n`, ":2: `until`: expected a day"],
    [`${head}\n${entry.replace("}", ',"reason":null}')}\n`, ":2: `reason`: expected a text, found null"],
    [`${head}\n[]\n`, ":2: expected one JSON object"],
    [`${head}\nnonsense\n${entry}\n`, ":2: expected one JSON object"],
  ])("%j says why", async (text, message) => {
    const failure = await run({ ...project, [file]: text }).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: "ConfigError", message: expect.stringContaining(message) });
  });

  it("takes blank lines, Windows line ends and the same line twice", async () => {
    const text = await remember(project);
    const twice = `${text}\n${text.split("\n").slice(1).join("\n")}`.replaceAll("\n", "\r\n");
    expect(await shown({ ...project, [file]: twice })).toEqual([]);
  });

  it("cut between two lines shows again what it lost", async () => {
    const text = await remember(project);
    const cut = `${text.split("\n").slice(0, 2).join("\n")}\n`;
    expect(await shown({ ...project, [file]: cut })).toEqual(["schema/primary-key db/migrations/001_users.up.sql"]);
  });
});
