import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobSummary, jobSummaryLimit } from "../../src/reporters/github/job-summary.ts";
import { markdownMessage, markdownText, urlPath } from "../../src/reporters/github/markdown.ts";
import { finding, result } from "./sample.ts";

const place = (file: string, line = 3) => ({
  file,
  start: { line, column: 1 },
  end: { line, column: 9 },
  label: "here",
});
const options = { prefix: "", blobUrl: "https://github.com/owner/name/blob/abc" };

describe("the job summary", () => {
  it("is a table with links to the lines, the gravest first", () => {
    const run = result([
      finding(place("a.sql"), { severity: "warning", message: "table `users` is wide" }),
      finding(
        { ...place("b c.sql"), end: { line: 7, column: 2 } },
        { related: [place("d.ts", 9)], folded: 3, foldedBy: "cause" },
      ),
    ]);
    const rows = jobSummary(run, options)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(rows[0]).toBe("| severity | rule | where | what |");
    expect(rows[2]).toMatch(
      /^\| error \| schema\/foreign-key-index \| \[b c\.sql&#58;3&#58;1\]\(https:\/\/github\.com\/owner\/name\/blob\/abc\/b%20c\.sql#L3-L7\) \|/,
    );
    expect(rows[2]).toContain(
      "<br>[d.ts&#58;9&#58;1](https://github.com/owner/name/blob/abc/d.ts#L9) here<br>and 2 more like this |",
    );
    expect(rows[3]).toContain("| table <code>users</code> is wide |");
    expect(rows).toHaveLength(4);
  });

  it("has no links where GitHub does not say what they would be", () => {
    expect(jobSummary(result([finding(place("a.sql"))]), { prefix: "x", blobUrl: null })).toContain(
      "| x/a.sql&#58;3&#58;1 |",
    );
  });

  it("says what was checked when nothing was found", () => {
    expect(jobSummary(result([]), options)).toBe(
      "## archlint\n\nno findings in 3 files &#40;1 openapi, 2 sql&#41;\n\nchecked 4 operations, 9 statements, 2 migrations against 16 rules\n\n",
    );
  });

  it("stays below GitHub's limit and counts what does not fit", () => {
    const findings = Array.from({ length: 20_000 }, (_, index) => finding(place(`migrations/${index}.sql`)));
    const text = jobSummary(result(findings), options);
    const rows = text.split("\n").filter((line) => line.startsWith("| error")).length;
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(jobSummaryLimit);
    expect(rows).toBeGreaterThan(1000);
    expect(text).toContain(`\n+${20_000 - rows} more that do not fit here`);
    expect(jobSummary(result(findings), { ...options, limit: 1000 }).length).toBeLessThanOrEqual(1000);
    expect(jobSummary(result(findings), { ...options, limit: 100 })).toBe("");
  });

  it("lets no name break out of its cell", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ unit: "binary" }), (file, message) => {
        const rows = jobSummary(result([finding(place(file), { message, rule: file })]), options)
          .split("\n")
          .filter((line) => line.startsWith("|"));
        expect(rows).toHaveLength(3);
        expect((rows[2] as string).match(/\|/g)).toHaveLength(5);
      }),
    );
  });
});

describe("Markdown made of unknown text", () => {
  it("keeps its characters and loses their meaning", () => {
    expect(markdownText("a|b [x](y) <img> *b* @me #1 $x$")).toBe(
      "a&#124;b &#91;x&#93;&#40;y&#41; &#60;img&#62; &#42;b&#42; &#64;me &#35;1 &#36;x&#36;",
    );
    expect(markdownMessage("column `a|b` and `c`")).toBe("column <code>a&#124;b</code> and <code>c</code>");
    expect(markdownMessage("one ` alone")).toBe("one &#96; alone");
  });

  it("encodes each part of a path", () => {
    expect(urlPath("a b/(c)/d#e?\ud800.sql")).toBe("a%20b/%28c%29/d%23e%3F%EF%BF%BD.sql");
  });
});
