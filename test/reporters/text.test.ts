import { describe, expect, it } from "vitest";
import { renderText } from "../../src/reporters/text.ts";
import { plain } from "../../src/reporters/text/paint.ts";
import { context, finding, locate, result } from "./sample.ts";

const files = {
  "migrations/0042_drop_email.sql":
    "-- one\n\nALTER TABLE users DROP COLUMN email;\n\nCREATE TABLE orders (\n\tid bigint,\n\tcustomer_id bigint REFERENCES customers\n);\n",
  "src/users/repository.ts": `${"\n".repeat(40)}  .select(["id", "email"])\n`,
};
const dropped = locate(files, "migrations/0042_drop_email.sql", "ALTER TABLE users DROP COLUMN email", "dropped here");
const width = 100;

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;

const frameOf = (text: string, marked: string, label = "here", frameWidth = 150): string => {
  const strange = { "a.ts": text };
  return renderText(result([finding(locate(strange, "a.ts", marked, label))]), context(strange), {
    width,
    frameWidth,
    findingsOnly: true,
  });
};

describe("the text report", () => {
  it("frames places of several files in one finding, with line numbers aligned", () => {
    const read = locate(files, "src/users/repository.ts", '"email"', "still read here");
    const breaking = finding(dropped, {
      rule: "migration/breaks-code",
      message: "column `users.email` is dropped but still read",
      related: [read],
    });
    expect(renderText(result([breaking]), context(files), { width, findingsOnly: true })).toBe(
      `error[migration/breaks-code]: column \`users.email\` is dropped but still read
   ┌─ migrations/0042_drop_email.sql:3:1
 3 │ ALTER TABLE users DROP COLUMN email;
   │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dropped here
   ┌─ src/users/repository.ts:41:18
41 │   .select(["id", "email"])
   │                  ^^^^^^^ still read here
   = why: PostgreSQL does not index the referencing columns of a foreign key
   = fix: create an index
   = more: archlint explain migration/breaks-code
`,
    );
  });

  it("marks two places of one line under that line", () => {
    const both = finding(locate(files, "src/users/repository.ts", '"id"', "first"), {
      related: [locate(files, "src/users/repository.ts", '"email"', "second")],
    });
    const text = renderText(result([both]), context(files), { width, findingsOnly: true });
    expect(text.match(/┌─/g)).toHaveLength(1);
    expect(text).toContain(`41 │   .select(["id", "email"])
   │            ^^^^ first
   │                  ^^^^^^^ second
`);
  });

  it("shows the first and the last line of a longer range", () => {
    const table = locate(
      files,
      "migrations/0042_drop_email.sql",
      "CREATE TABLE orders (\n\tid bigint,\n\tcustomer_id bigint REFERENCES customers\n)",
      "made here",
    );
    expect(renderText(result([finding(table)]), context(files), { width, findingsOnly: true })).toContain(`
5 │ CREATE TABLE orders (
  │ ^^^^^^^^^^^^^^^^^^^^^
  ·
8 │ );
  │ ^ made here
`);
  });

  it("ends a range at the start of a line on the line before", () => {
    const line = locate(files, "migrations/0042_drop_email.sql", "-- one\n");
    expect(renderText(result([finding(line)]), context(files), { width, findingsOnly: true })).toContain(
      "1 │ -- one\n  │ ^^^^^^\n  =",
    );
  });

  it("gives the why of a rule once, and the fix of a finding always", () => {
    const fixes = [{ title: "index orders(customer_id)", safety: "manual", edits: [] }] as const;
    const text = renderText(result([finding(dropped), finding(dropped, { fixes })]), context(files), { width });
    expect(text.match(/= why:/g)).toHaveLength(1);
    expect(text.match(/= more:/g)).toHaveLength(1);
    expect(text.match(/= fix: create an index$/gm)).toHaveLength(1);
    expect(text.match(/= fix: index orders\(customer_id\)$/gm)).toHaveLength(1);
  });

  it("says what a folded finding stands for, and which flag shows it", () => {
    const places = [1, 2, 3, 4, 5, 6].map((line) => ({ ...dropped, start: { line, column: 1 } }));
    const convention = renderText(
      result([finding(dropped, { folded: 6, foldedBy: "convention", places })]),
      context(files),
      { width },
    );
    expect(convention).toContain(`  = and 5 more like this (--all lists them):
        migrations/0042_drop_email.sql:1:1
        migrations/0042_drop_email.sql:2:1
        migrations/0042_drop_email.sql:4:1, …
`);
    expect(convention).toContain("\n5 folded (--all)\n");
    const history = renderText(
      result([finding(dropped, { folded: 2, foldedBy: "history", places: places.slice(1, 3) })]),
      context(files),
      { width },
    );
    expect(history).toContain(
      "= and 1 more like this in migrations of the past (--history lists it):\n        migrations/0042_drop_email.sql:2:1\n",
    );
  });

  it("says when it is not sure", () => {
    expect(renderText(result([finding(dropped, { confidence: "low" })]), context(files), { width })).toContain(
      "has no index (low confidence)\n",
    );
  });

  it("wraps prose at the width and indents what follows under it", () => {
    const text = renderText(result([finding(dropped)]), context(files), { width: 50 });
    expect(text).toContain("  = why: PostgreSQL does not index the referencing\n         columns of a foreign key\n");
    for (const line of text.split("\n").filter((line) => line.startsWith("  = ")))
      expect(line.length).toBeLessThanOrEqual(50);
  });

  it("says what was checked, left out and not read", () => {
    const unread = Array.from({ length: 12 }, (_, index) => ({
      file: "a.sql",
      line: index + 1,
      reason: "syntax error at or near `from`",
    }));
    const text = renderText(
      result([], { unread, suppressed: 3, warnings: [".archlintrc.json:4:5: the glob `x` matches no file"] }),
      context(files),
      { width, quieted: 2 },
    );
    expect(text).toBe(`not read:
${unread
  .slice(0, 10)
  .map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`)
  .join("\n")}
  and 2 more (--format json lists them)

configuration: .archlintrc.json:4:5: the glob \`x\` matches no file
no findings in 3 files (1 openapi, 2 sql)
checked 4 operations, 9 statements, 2 migrations against 16 rules
3 suppressed by ignores, 2 findings below error not shown (--quiet)
`);
  });

  it("counts what it found by severity, and the files it stands in", () => {
    const text = renderText(
      result([finding(dropped), finding(dropped, { severity: "warning" }), finding(dropped, { severity: "info" })]),
      context(files),
      { width },
    );
    expect(text).toContain("\n1 error, 1 warning, 1 info in 1 of 3 files (1 openapi, 2 sql)\n");
  });

  it("says in colour nothing that it does not say without", () => {
    const names = Object.keys(plain) as (keyof typeof plain)[];
    const palette = Object.fromEntries(names.map((name) => [name, tag(name)])) as unknown as typeof plain;
    const run = result([finding(dropped, { related: [dropped] })]);
    const coloured = renderText(run, context(files), { width, palette });
    expect(coloured).toContain("<error>error[schema/foreign-key-index]</error>");
    expect(coloured.replace(/<\/?\w+>/g, "")).toBe(renderText(run, context(files), { width }));
  });
});

describe("a frame of a strange source", () => {
  it("expands tabs to columns of four", () => {
    expect(frameOf("a\tb\t\tmark", "mark")).toContain("1 │ a   b       mark\n  │             ^^^^ here\n");
  });

  it("counts wide characters as two columns and combining ones as none", () => {
    expect(frameOf("名前 = mark", "mark")).toContain(`  │ ${" ".repeat(7)}^^^^ here\n`);
    expect(frameOf("x = '日本'", "'日本'")).toContain("  │     ^^^^^^ here\n");
    expect(frameOf("e\u0301e\u0301 mark", "mark")).toContain("  │    ^^^^ here\n");
    expect(frameOf("🙂 mark", "mark")).toContain("  │    ^^^^ here\n");
  });

  it("keeps carriage returns and controls out, and shows where a control stood", () => {
    expect(frameOf("one\r\nmark\r\ntwo\r\n", "mark")).toContain("2 │ mark\n  │ ^^^^ here\n");
    expect(frameOf("a\u001b[31mred\u001b[0m mark", "mark")).toContain(
      `1 │ a�[31mred�[0m mark\n  │ ${" ".repeat(14)}^^^^ here\n`,
    );
    expect(frameOf("a \u202egnp.exe mark", "mark")).not.toContain("\u202e");
  });

  it("cuts a long line around the mark, at both ends", () => {
    const text = frameOf(`${"a".repeat(300)}MARK${"b".repeat(300)}`, "MARK");
    const [source = "", mark = ""] = text.split("\n").filter((line) => line.includes("│"));
    expect(source.length).toBe("1 │ ".length + 150);
    expect(source).toMatch(/^1 │ …a+MARKb+…$/);
    expect(mark.indexOf("^^^^")).toBe(source.indexOf("MARK"));
  });

  it("cuts a mark that is longer than the frame", () => {
    const text = frameOf(`${"a".repeat(100)}${"M".repeat(400)}${"b".repeat(100)}`, "M".repeat(400));
    const [source = "", mark = ""] = text.split("\n").filter((line) => line.includes("│"));
    expect(source).toMatch(/^1 │ …a+M+…$/);
    expect(mark.length).toBeLessThanOrEqual("1 │ ".length + 150);
    expect(mark.indexOf("^")).toBe(source.indexOf("M"));
  });

  it("puts a label that would leave the frame on a line of its own", () => {
    expect(frameOf(`${"a".repeat(60)}mark`, "mark", "a label of some length", 70)).toMatch(
      /\^\^\^\^\n {2}│ +a label of some length\n/,
    );
  });

  it("names only the place in a line that no person wrote, and in a file that cannot be read", () => {
    expect(frameOf(`${"a".repeat(5000)}mark`, "mark")).toContain("  ┌─ a.ts:1:5001: here\n  = why");
    const gone = finding({
      file: "gone.ts",
      start: { line: 3, column: 1 },
      end: { line: 3, column: 2 },
      label: "was here",
    });
    expect(renderText(result([gone]), context({}), { width })).toContain("  ┌─ gone.ts:3:1: was here\n");
    const changed = finding({ file: "a.ts", start: { line: 30, column: 1 }, end: { line: 30, column: 2 }, label: "" });
    expect(renderText(result([changed]), context({ "a.ts": "short" }), { width })).toContain("  ┌─ a.ts:30:1\n");
  });

  it("has no frame for what is said of the whole project", () => {
    const whole = finding(
      { file: "", start: { line: 1, column: 1 }, end: { line: 1, column: 1 }, label: "" },
      { message: "no service has a health check" },
    );
    const text = renderText(result([whole]), context({}), { width });
    expect(text).toMatch(/^error\[schema\/foreign-key-index\]: no service has a health check\n {2}= why/);
    expect(text).toContain("\n1 error in 3 files (");
  });

  it("marks a place of no width with one sign", () => {
    const place = { file: "a.ts", start: { line: 1, column: 4 }, end: { line: 1, column: 4 }, label: "" };
    expect(renderText(result([finding(place)]), context({ "a.ts": "abc" }), { width })).toContain(
      "1 │ abc\n  │    ^\n",
    );
  });
});

describe("a secret", () => {
  const source = { "a.ts": 'const a = 1, key = "s3cr3t",\n  b = `more\n s3cr3t`;\n' };
  const other = finding(locate(source, "a.ts", "a = 1", "not a secret"));

  it("is shown by no frame, not even of another finding on its line", () => {
    const secret = { ...locate(source, "a.ts", '"s3cr3t"', "a password"), masked: true } as const;
    const text = renderText(result([other, finding(secret)]), context(source), { width, findingsOnly: true });
    expect(text).not.toContain("s3cr3t");
    expect(text).toContain("1 │ const a = 1, key = ********,\n  │                    ^^^^^^^^ a password\n");
    expect(text).toContain("1 │ const a = 1, key = ********,\n  │       ^^^^^ not a secret\n");
  });

  it("is hidden over several lines", () => {
    const secret = { ...locate(source, "a.ts", "`more\n s3cr3t`", "a key"), masked: true } as const;
    expect(renderText(result([finding(secret)]), context(source), { width, findingsOnly: true })).toContain(
      "2 │   b = *****\n  │       ^^^^^\n3 │ ********;\n  │ ^^^^^^^^ a key\n",
    );
  });
});

describe("hostile names", () => {
  it("cannot move the cursor, colour the terminal or make lines of their own", () => {
    const file = "a\u001b[2J\n::error::owned\r.ts";
    const place = { file, start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "la\u0007bel\nnext" };
    const run = result(
      [
        finding(place, {
          message: "na\u001b]0;title\u0007me\nsecond line",
          fixes: [{ title: "fi\u009bx", safety: "manual", edits: [] }],
        }),
      ],
      {
        unread: [{ file, line: 1, reason: "no\u001bthing" }],
        warnings: ["wa\u001brning"],
      },
    );
    const text = renderText(run, context({ [file]: "source \u001b[31m" }), { width });
    // oxlint-disable-next-line no-control-regex -- that none is left is the test
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(text.split("\n").some((line) => line.startsWith("::"))).toBe(false);
    expect(text).toContain("error[schema/foreign-key-index]: na]0;titleme second line\n");
    expect(text).toContain("┌─ a[2J ::error::owned .ts:1:1\n");
  });
});
