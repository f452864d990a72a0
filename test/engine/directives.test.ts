import { describe, expect, it } from "vitest";
import { findDirectives } from "../../src/engine/directives.ts";
import { SourceText } from "../../src/workspace/source-text.ts";

function directives(file: string, text: string) {
  return findDirectives(new SourceText(file, text)).map(({ scope, rules, reason, line }) => ({
    scope,
    rules,
    reason,
    line,
  }));
}

describe("ignore comments", () => {
  it.each([
    ["a.sql", "-- archlint-ignore-next-line schema/primary-key -- a log\nCREATE TABLE t ();"],
    ["a.sql", "/* archlint-ignore-next-line schema/primary-key -- a log */\nCREATE TABLE t ();"],
    ["a.ts", "// archlint-ignore-next-line schema/primary-key -- a log\nx;"],
    ["a.tsx", "{/* archlint-ignore-next-line schema/primary-key -- a log */}\nx;"],
    ["a.ts", "  -- archlint-ignore-next-line schema/primary-key -- a log\n  CREATE TABLE t ();`);"],
    ["a.yaml", "# archlint-ignore-next-line schema/primary-key -- a log\nopenapi: 3.1.0"],
    ["a.md", "<!-- archlint-ignore-next-line schema/primary-key -- a log -->\n# Title"],
  ])("are read in %s: %j", (file, text) => {
    expect(directives(file, text)).toEqual([
      { scope: "next-line", rules: ["schema/primary-key"], reason: "a log", line: 2 },
    ]);
  });

  it("name several rules before the reason", () => {
    expect(directives("a.sql", "-- archlint-ignore-file schema/*, migration/parses -- a dump\n")).toEqual([
      { scope: "file", rules: ["schema/*", "migration/parses"], reason: "a dump", line: null },
    ]);
  });

  it("cover the next line that holds code, over blank lines and further comments", () => {
    const text =
      "-- archlint-ignore-next-line a/b -- one\n-- archlint-ignore-next-line c/d -- two\n\n-- why\nSELECT 1;";
    expect(directives("a.sql", text).map((directive) => directive.line)).toEqual([5, 5]);
  });

  it("may end on a day, wherever it stands before the reason", () => {
    const until = (text: string) =>
      findDirectives(new SourceText("a.sql", text)).map(({ rules, until, reason }) => ({ rules, until, reason }));
    const read = [{ rules: ["a/b", "c/d"], until: "2027-01-31", reason: "later" }];
    expect(until("-- archlint-ignore-file a/b, c/d until=2027-01-31 -- later\n")).toEqual(read);
    expect(until("-- archlint-ignore-file until=2027-01-31 a/b c/d -- later\n")).toEqual(read);
    expect(until("-- archlint-ignore-file a/b -- until=2027-01-31\n")).toEqual([
      { rules: ["a/b"], until: null, reason: "until=2027-01-31" },
    ]);
  });

  it("have no reason when none is written", () => {
    expect(directives("a.ts", "// archlint-ignore-next-line code/empty-catch\nx;")[0]?.reason).toBeNull();
    expect(directives("a.ts", "// archlint-ignore-next-line code/empty-catch --\nx;")[0]?.reason).toBeNull();
  });

  it("are nothing outside a comment, in data files without comments, or in longer words", () => {
    expect(directives("a.ts", 'const text = "archlint-ignore-next-line a/b -- c";')).toEqual([]);
    expect(directives("a.json", '{ "x": "// archlint-ignore-file a/b -- c" }')).toEqual([]);
    expect(directives("a.ts", "// archlint-ignore-filesystem a/b -- c")).toEqual([]);
  });
});
