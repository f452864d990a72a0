import * as fc from "fast-check";
import type { Finding, Location, Severity } from "../../src/findings/finding.ts";
import { finding } from "./sample.ts";

/** What means something to a runner, a terminal, XML, Markdown, a URL or a link of SARIF. */
const hostileTexts = [
  "::error::x",
  "::stop-commands::t",
  "##[error]x",
  "%0A%25",
  "100%25",
  "a\nb",
  "a\r\n::warning::b",
  "\t",
  "]",
  "]]>",
  "<![CDATA[",
  "\u001b[31m",
  "\u0000",
  "\u0085\u2028\u202e",
  "\ufffe",
  "\ud800",
  "`x`",
  "``",
  "|",
  "<script>alert(1)</script>",
  "</details>",
  "&amp;",
  "\"'",
  "[a](1)",
  "\\](javascript:x)",
  "{0}",
  ":1:2 error x/y z",
  "a,b:c=d",
  " lead",
  "..",
  "日本 😀",
  "plain",
];

/** The same texts in every run: a failure that comes and goes mends nothing. */
export const seeded = { seed: 20261121, numRuns: 300 };

export const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ minLength: 1, maxLength: 20, unit: "binary" }),
  fc.array(fc.constantFrom(...hostileTexts), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
);

const anyLocation: fc.Arbitrary<Location> = fc
  .record({
    file: fc.oneof(anyText, fc.constant("")),
    line: fc.integer({ min: 1, max: 500 }),
    column: fc.integer({ min: 1, max: 80 }),
    more: fc.nat({ max: 2 }),
    label: fc.oneof(anyText, fc.constant("")),
  })
  .map(({ file, line, column, more, label }) => ({
    file,
    start: { line, column },
    end: { line: line + more, column: column + 3 },
    label,
  }));

const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    primary: anyLocation,
    related: fc.array(anyLocation, { maxLength: 2 }),
    places: fc.option(fc.array(anyLocation, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    message: anyText,
    severity: fc.constantFrom<Severity>("error", "warning", "info"),
    rule: fc.oneof(fc.constantFrom("schema/foreign-key-index", "code/no-console"), anyText),
    fingerprint: fc.constantFrom("0123456789abcdef", "fedcba9876543210"),
    fix: fc.option(anyText, { nil: undefined }),
  })
  .map(({ primary, places, fix, ...more }) =>
    finding(primary, {
      ...more,
      fixes: fix === undefined ? [] : [{ title: fix, safety: "manual", edits: [] }],
      ...(places ? { places, folded: places.length, foldedBy: "cause" as const } : {}),
    }),
  );

export const anyFindings = fc.array(anyFinding, { maxLength: 6 });

/** A line of a log that the runner of GitHub Actions would obey (its ActionCommand.TryParse and TryParseV2). */
export function obeyed(line: string): boolean {
  return line.trimStart().startsWith("::") || line.includes("##[");
}
