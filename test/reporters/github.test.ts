import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../../src/findings/finding.ts";
import { annotationLimit, renderGithub } from "../../src/reporters/github.ts";
import { shielded } from "../../src/reporters/github/shield.ts";
import { printable } from "../../src/reporters/printable.ts";
import { parseCommand, type Command } from "../support/github-runner.ts";
import { context, finding, result } from "./sample.ts";

function commandsIn(text: string): Command[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseCommand(line) as Command);
}

const hostile = [
  "::error::x",
  "::stop-commands::t",
  "%0A%25",
  "a\nb",
  "a\r\n::warning::b",
  "]",
  "##[error]x",
  "\u001b[31m",
  "a,b:c=d",
  "%",
  "100%25",
  " lead",
  "日本",
  "plain",
];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
);
const severity = fc.constantFrom<Severity>("error", "warning", "info");
const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    file: text,
    message: text,
    severity,
    rule: text,
    line: fc.nat({ max: 500 }),
    column: fc.nat({ max: 80 }),
    more: fc.nat({ max: 2 }),
  })
  .map(({ file, message, severity: level, rule, line, column, more }) =>
    finding(
      {
        file,
        start: { line: line + 1, column: column + 1 },
        end: { line: line + 1 + more, column: column + 3 },
        label: "",
      },
      { message, severity: level, rule },
    ),
  );

const levels = { error: "error", warning: "warning", info: "notice" };

const many = (count: number, more: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, (_, index) =>
    finding(
      { file: "a.sql", start: { line: index + 1, column: 1 }, end: { line: index + 1, column: 2 }, label: "" },
      { message: `finding ${index + 1}`, ...more },
    ),
  );

describe("GitHub annotations", () => {
  it("read back as the findings, whatever paths and messages hold", () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: annotationLimit }), (findings) => {
        const commands = commandsIn(renderGithub(result(findings), context({})));
        const expected = (["error", "warning", "info"] as const).flatMap((level) =>
          findings.filter((one) => one.severity === level),
        );
        expect(commands).toEqual(
          expected.map(({ severity: level, rule, message, primary: { file, start, end } }) => ({
            name: levels[level],
            properties: {
              file,
              line: String(start.line),
              endLine: String(end.line),
              ...(start.line === end.line ? { col: String(start.column), endColumn: String(end.column) } : {}),
              title: rule,
            },
            data: `${printable(file)}:${start.line}:${start.column}: ${printable(message)}`,
          })),
        );
      }),
    );
  });

  it("stay within GitHub's limit for each level, and the last counts the rest", () => {
    const commands = commandsIn(
      renderGithub(
        result([...many(37), ...many(11, { severity: "warning" }), ...many(10, { severity: "info" })]),
        context({}),
      ),
    );
    expect(commands.map(({ name }) => name)).toEqual([
      ...Array(10).fill("error"),
      ...Array(10).fill("warning"),
      ...Array(10).fill("notice"),
    ]);
    expect(commands.map(({ data }) => data).filter((data) => data.includes("more, see"))).toEqual([
      "a.sql:10:1: finding 10\n+27 more, see the summary",
      "a.sql:10:1: finding 10\n+1 more, see the summary",
    ]);
  });

  it("show the surest first", () => {
    const commands = commandsIn(
      renderGithub(result([...many(10, { confidence: "low" }), ...many(1, { message: "sure" })]), context({})),
    );
    expect(commands[0]?.data).toBe("a.sql:1:1: sure");
  });

  it("name paths from the root of the repository", () => {
    const related = { file: "b.ts", start: { line: 2, column: 3 }, end: { line: 2, column: 4 }, label: "read here" };
    const [command] = commandsIn(
      renderGithub(result(many(1, { related: [related] })), context({}), { prefix: "services/api" }),
    );
    expect(command?.properties["file"]).toBe("services/api/a.sql");
    expect(command?.data).toBe("services/api/a.sql:1:1: finding 1\nservices/api/b.ts:2:3: read here");
  });

  it("name no file for what is said of the whole project", () => {
    const whole = finding(
      { file: "", start: { line: 1, column: 1 }, end: { line: 1, column: 1 }, label: "" },
      { message: "no health check" },
    );
    expect(commandsIn(renderGithub(result([whole]), context({})))).toEqual([
      { name: "error", properties: { title: "schema/foreign-key-index" }, data: "no health check" },
    ]);
  });

  it("are none for a clean run", () => {
    expect(renderGithub(result([]), context({}))).toBe("");
  });
});

describe("the shield around text for people", () => {
  it("stops commands with a token the text does not hold, and ends with it", () => {
    fc.assert(
      fc.property(text, (inner) => {
        const lines = shielded(inner).split("\n");
        const opening = parseCommand(lines[0] as string) as Command;
        expect(opening.name).toBe("stop-commands");
        expect(inner).not.toContain(opening.data);
        expect(lines.at(-2)).toBe(`::${opening.data}::`);
        expect(lines.slice(1, -2).join("\n").trimEnd()).toBe(inner.trimEnd());
        expect(shielded(inner)).toBe(shielded(inner));
      }),
    );
  });

  it("is not put around nothing", () => {
    expect(shielded("")).toBe("");
  });
});
