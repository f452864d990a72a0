import type { Finding, Location } from "../findings/finding.ts";
import type { ReportContext, Result } from "../findings/result.ts";
import { count } from "./count.ts";
import { inertJson } from "./inert.ts";
import { Artifacts, sourceRoot } from "./sarif/artifacts.ts";
import { messageOf, plainText } from "./sarif/message.ts";
import { levels, ruleDescriptor } from "./sarif/rule.ts";

export interface SarifOptions {
  /** Archlint's own. */
  readonly version: string;
  /** The project's folder in the repository; `""`, the default, at its root. */
  readonly prefix?: string;
}

/** GitHub refuses an upload with more results in one run. */
export const resultLimit = 25_000;
/** GitHub refuses more locations of one result, and shows a hundred. */
const relatedLimit = 100;

/**
 * A log of SARIF 2.1.0 with errata 01 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), made for
 * code scanning. What an ignore or the baseline hides is left out, not written with `suppressions`: code scanning opens an
 * alert for a suppressed result as for any other (github/codeql-action#1230). Ends with a line break.
 */
export function renderSarif(result: Result, context: ReportContext, options: SarifOptions): string {
  const { version, prefix = "" } = options;
  const artifacts = new Artifacts(prefix);
  const findings = gravestFirst(result.findings).slice(0, resultLimit);
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    level: levels[finding.severity],
    message: { text: messageOf(finding, prefix) },
    locations: [{ physicalLocation: artifacts.place(finding.primary) }],
    relatedLocations: relatedOf(finding).map((location, index) => ({
      id: index + 1,
      physicalLocation: artifacts.place(location),
      ...(plainText(location.label) === "" ? {} : { message: { text: plainText(location.label) } }),
    })),
    partialFingerprints: { "archlint/v1": finding.fingerprint },
    properties: { anchor: finding.anchor, confidence: finding.confidence },
  }));
  const invocation = invocationOf(result, artifacts, result.findings.length - findings.length);
  const run = {
    tool: {
      driver: {
        name: "archlint",
        version,
        semanticVersion: version,
        rules: rules.map((id) => ruleDescriptor(id, context.rule(id))),
      },
    },
    // Apart for each project of a repository: an upload closes the alerts that another of the same id opened.
    automationDetails: { id: prefix === "" ? "archlint/" : `archlint/${prefix}/` },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [sourceRoot]: { description: { text: "the root of the repository" } } },
    artifacts: artifacts.all(),
    invocations: [invocation],
    results,
  };
  const log = { $schema: schema, version: "2.1.0", runs: [run] };
  return `${inertJson(JSON.stringify(log, null, 2))}\n`;
}

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const order = { error: 0, warning: 1, info: 2 };

/** In their own order where all have room: what the limit cuts off must be what matters least. */
function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.length <= resultLimit ? findings : findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}

/** The related places, which the message links to by their numbers, then the others a folded finding stands for. */
function relatedOf({ primary, related, places = [] }: Finding): readonly Location[] {
  const others = places.filter((place) => !sameStart(place, primary));
  return [...related, ...others].slice(0, Math.max(relatedLimit, related.length));
}

function sameStart(a: Location, b: Location): boolean {
  return a.file === b.file && a.start.line === b.start.line && a.start.column === b.start.column;
}

/** 3.20: what could not be read and what is odd about the configuration, so that silence is not mistaken for health. */
function invocationOf({ crashed, unread, warnings }: Result, artifacts: Artifacts, left: number) {
  return {
    executionSuccessful: !crashed,
    toolExecutionNotifications: [
      ...unread.map(({ file, line, reason }) => ({
        level: "warning",
        message: { text: `not read: ${plainText(reason)}` },
        locations: [{ physicalLocation: artifacts.line(file, line) }],
      })),
      ...(left > 0
        ? [
            {
              level: "warning",
              message: { text: `${count(left, "finding")} left out: code scanning takes ${resultLimit}` },
            },
          ]
        : []),
    ],
    toolConfigurationNotifications: warnings.map((warning) => ({
      level: "warning",
      message: { text: plainText(warning) || "the configuration" },
    })),
  };
}
