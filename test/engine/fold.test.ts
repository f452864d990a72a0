import { describe, expect, it } from "vitest";
import { foldFindings, type FoldOptions } from "../../src/engine/fold.ts";
import type { RawFinding } from "../../src/engine/raw-finding.ts";
import type { Fold } from "../../src/findings/report.ts";
import type { AnyRule } from "../../src/rule/define.ts";

const options: FoldOptions = { all: false, history: false, oldMigration: () => undefined };

function raw(rule: string, file: string, line: number, fold?: Fold): RawFinding {
  const position = { line, column: 1 };
  return {
    rule: { id: rule, severity: "error", confidence: "high" } as AnyRule,
    severity: "error",
    confidence: "high",
    report: { at: { file, start: 0, end: 0 }, message: `line ${line}`, ...(fold ? { fold } : {}) },
    primary: { file, start: position, end: position, label: "" },
    related: [],
    anchor: `x:${file}#${line}`,
    pointer: null,
    withinLine: null,
    fixes: [],
  };
}

const lines = (count: number, fold?: Fold) =>
  Array.from({ length: count }, (_, index) => raw("schema/x", "a.sql", index + 1, fold));

describe("a fault is reported once", () => {
  it("reports of one cause are one finding at the first place, with every place", () => {
    const [finding, ...rest] = foldFindings(lines(3, { by: "cause", key: "Problem" }), options);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ folded: 3, foldedBy: "cause", message: "line 1" });
    expect(finding?.places?.map((place) => place.start.line)).toEqual([1, 2, 3]);
  });

  it("what most of a population does is a convention, and one finding", () => {
    const findings = foldFindings(lines(6, { by: "convention", key: "timestamps", of: 10 }), options);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ folded: 6, foldedBy: "convention" });
  });

  it("the odd ones out are reported each", () => {
    const findings = foldFindings(lines(5, { by: "convention", key: "timestamps", of: 10 }), options);
    expect(findings).toHaveLength(5);
    expect(findings.every((finding) => finding.folded === undefined)).toBe(true);
  });

  it("what is wrong in old migrations is one note a rule and history, at the newest place", () => {
    const old: FoldOptions = {
      ...options,
      oldMigration: (file) => (file === "old.sql" ? { history: "migrations", applied: false } : undefined),
    };
    const reports = [
      raw("migration/x", "old.sql", 1),
      raw("migration/x", "old.sql", 2),
      raw("migration/x", "new.sql", 1),
      raw("schema/x", "old.sql", 1),
    ];
    const findings = foldFindings(reports, old);
    expect(findings.map(({ rule, message, severity, folded }) => ({ rule, message, severity, folded }))).toEqual([
      { rule: "migration/x", message: "line 1", severity: "error", folded: undefined },
      { rule: "schema/x", message: "line 1", severity: "error", folded: undefined },
      { rule: "migration/x", message: "line 2", severity: "info", folded: 2 },
    ]);
  });

  it("with everything asked for, each report stands alone", () => {
    const reports = [...lines(4, { by: "cause", key: "x" }), raw("migration/x", "a.sql", 9)];
    const findings = foldFindings(reports, {
      all: true,
      history: true,
      oldMigration: () => ({ history: "migrations", applied: true }),
    });
    expect(findings).toHaveLength(5);
    expect(new Set(findings.map((finding) => finding.fingerprint)).size).toBe(5);
  });

  it("the fingerprint of a fold holds when its places come and go", () => {
    const print = (count: number) => foldFindings(lines(count, { by: "cause", key: "x" }), options)[0]?.fingerprint;
    expect(print(2)).toBe(print(7));
  });

  it("what is said of the same address in several files is one finding: copies and versions of one contract", () => {
    const said = (file: string, message = "no answer") => ({
      ...raw("openapi/x", file, 3),
      anchor: "openapi:GET /users",
      report: { at: { file, start: 0, end: 0 }, message },
    });
    const reports = [said("v1.yaml"), said("v2.yaml"), said("v2.json"), said("v3.yaml", "another answer")];
    const findings = foldFindings(reports, options);
    expect(findings.map(({ message, folded }) => ({ message, folded }))).toEqual([
      { message: "no answer", folded: 3 },
      { message: "another answer", folded: undefined },
    ]);
    expect(findings[0]?.places?.map(({ file }) => file)).toEqual(["v1.yaml", "v2.json", "v2.yaml"]);
    expect(foldFindings(reports, { ...options, all: true })).toHaveLength(4);
  });

  it("twice the same in one file are two", () => {
    const twice = [3, 4].map((line) => ({
      ...raw("openapi/x", "api.yaml", line),
      anchor: "openapi:GET /users",
      report: { at: { file: "api.yaml", start: 0, end: 0 }, message: "no answer" },
    }));
    expect(foldFindings(twice, options)).toHaveLength(2);
  });
});
