import type { Finding } from "../findings/finding.ts";
import type { ReportContext, Result } from "../findings/result.ts";
import { repositoryPath } from "./github/path.ts";
import { grouped } from "./grouped.ts";
import { placeText } from "./line.ts";
import { printable } from "./printable.ts";
import { checked } from "./summary.ts";
import { element, textElement, xmlDocument } from "./xml.ts";

/**
 * JUnit's XML as CI servers read it (https://github.com/testmoapp/junitxml): a suite for each rule that found something, a
 * failed case for each finding; what is only worth knowing passes. A clean run is one case that passed, for servers take a
 * report without a case for a mistake.
 */
export function renderJunit(result: Result, context: ReportContext, prefix = ""): string {
  const suites = [...grouped(result.findings, ({ rule }) => rule)].map(([rule, findings]) => {
    const fix = context.rule(rule)?.fix;
    return element(
      "testsuite",
      { name: rule, tests: findings.length, failures: failures(findings), errors: 0, time: 0 },
      findings.map((finding) => testcase(finding, fix, prefix)),
    );
  });
  const looked = element("testsuite", { name: "archlint", tests: 1, failures: 0, errors: 0, time: 0 }, [
    element("testcase", { name: checked(result.examined), classname: "archlint", time: 0 }),
  ]);
  const tests = result.findings.length + 1;
  const totals = { name: "archlint", tests, failures: failures(result.findings), errors: 0, time: 0 };
  return xmlDocument(element("testsuites", totals, [looked, ...suites]));
}

function failures(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity !== "info").length;
}

/** Servers follow a case from run to run by its class and name, so neither holds a line. */
function testcase(finding: Finding, ruleFix: string | undefined, prefix: string): string {
  const { primary, related, rule, severity } = finding;
  const file = primary.file === "" ? "." : repositoryPath(prefix, primary.file);
  const message = printable(finding.message);
  const fix = finding.fixes[0]?.title ?? ruleFix;
  const text = [
    `${placeText(primary, prefix)} ${message}`,
    ...related.map((location) => `${placeText(location, prefix)} ${printable(location.label)}`.trimEnd()),
    ...(fix === undefined ? [] : [`fix: ${printable(fix)}`]),
  ].join("\n");
  const attributes = {
    name: `${printable(file)}: ${message}`,
    classname: rule,
    file,
    line: primary.start.line,
    time: 0,
  };
  return element("testcase", attributes, [
    severity === "info"
      ? textElement("system-out", {}, text)
      : textElement("failure", { type: severity, message }, text),
  ]);
}
