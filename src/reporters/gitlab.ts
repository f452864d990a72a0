import type { Finding, Severity } from "../findings/finding.ts";
import type { Result } from "../findings/result.ts";
import { repositoryPath } from "./github/path.ts";
import { inertJson } from "./inert.ts";
import { placeText } from "./line.ts";
import { printable } from "./printable.ts";

/** GitLab knows info, minor, major, critical and blocker. */
const severities = { error: "critical", warning: "major", info: "info" } as const satisfies Record<Severity, string>;

/**
 * A Code Quality report as GitLab reads it (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format):
 * an array, empty for a clean run. GitLab tells by the fingerprints what a merge request adds and mends.
 */
export function renderGitlab({ findings }: Result, prefix = ""): string {
  const times = new Map<string, number>();
  const issues = findings.map((finding) => {
    const count = (times.get(finding.fingerprint) ?? 0) + 1;
    times.set(finding.fingerprint, count);
    return {
      description: description(finding, prefix),
      check_name: finding.rule,
      // GitLab drops an entry whose fingerprint another one has.
      fingerprint: count === 1 ? finding.fingerprint : `${finding.fingerprint}-${count}`,
      severity: severities[finding.severity],
      location: {
        path: finding.primary.file === "" ? "." : repositoryPath(prefix, finding.primary.file),
        lines: { begin: finding.primary.start.line, end: finding.primary.end.line },
      },
    };
  });
  return `${inertJson(JSON.stringify(issues, null, 2))}\n`;
}

/** One line: GitLab shows it in a list, with a link to the first place only. */
function description(finding: Finding, prefix: string): string {
  const folded = (finding.folded ?? 1) - 1;
  return [
    printable(finding.message) || "?",
    ...finding.related.map((location) => `${placeText(location, prefix)} ${printable(location.label)}`.trimEnd()),
    ...(folded > 0 ? [`and ${folded} more like this`] : []),
  ].join("; ");
}
