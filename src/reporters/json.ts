import type { ChangeResult, ReportContext, Result } from "../findings/result.ts";
import type { Edit, Finding, Fix, Location } from "../findings/finding.ts";
import { isPointerPlace } from "../findings/place.ts";
import { inertJson } from "./inert.ts";

/** Raised when a member changes its meaning or goes; new members may come without. */
export const jsonVersion = 1;

/** The machine's report, as docs/json-format.md describes it. Ends with a line break. */
export function renderJson(result: Result, context: ReportContext): string {
  const { findings, examined, unread, suppressed, warnings, crashed, baseline, change } = result;
  const report = {
    version: jsonVersion,
    findings: findings.map((finding) => findingJson(finding, context)),
    examined,
    unread: unread.map(({ file, line, reason }) => ({ file, line, reason })),
    suppressed,
    warnings,
    crashed,
    ...(baseline && {
      baseline: {
        file: baseline.file,
        known: baseline.known,
        stale: baseline.stale.map(({ rule, anchor, file }) => ({ rule, anchor, file })),
      },
    }),
    ...(change && { change: changeJson(change) }),
  };
  return `${inertJson(JSON.stringify(report, null, 2))}\n`;
}

function changeJson(change: ChangeResult) {
  if (change.kind === "staged") return { kind: change.kind, files: change.files, elsewhere: change.elsewhere };
  const { kind, ref, commit, introduced, unchanged, fixed, newOnly } = change;
  // No edits: they would speak of files as they were.
  const gone = fixed.map(({ rule, severity, message, primary, anchor, fingerprint }) => ({
    rule,
    severity,
    message,
    primary: locationJson(primary),
    anchor,
    fingerprint,
  }));
  return { kind, ref, commit, introduced, unchanged, newOnly, fixed: gone };
}

/** Members in the documented order, whatever order the engine made them in. */
function findingJson(finding: Finding, context: ReportContext) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    primary: locationJson(finding.primary),
    related: finding.related.map(locationJson),
    anchor: finding.anchor,
    fingerprint: finding.fingerprint,
    fixes: finding.fixes.map((fix) => fixJson(fix, context)),
    ...(finding.folded === undefined ? {} : { folded: finding.folded }),
    ...(finding.foldedBy === undefined ? {} : { foldedBy: finding.foldedBy }),
    ...(finding.places === undefined ? {} : { places: finding.places.map(locationJson) }),
    ...(finding.change === undefined ? {} : { change: finding.change }),
  };
}

function locationJson({ file, start, end, label }: Location) {
  return {
    file,
    start: { line: start.line, column: start.column },
    end: { line: end.line, column: end.column },
    label,
  };
}

function fixJson({ title, safety, edits }: Fix, context: ReportContext) {
  return { title, safety, edits: edits.map((edit) => editJson(edit, context)) };
}

/** An edit of a node keeps its pointer; one of a text gets lines and columns like every other place. */
function editJson({ at, replacement }: Edit, context: ReportContext) {
  if (isPointerPlace(at)) return { file: at.file, pointer: at.pointer, on: at.on ?? "value", replacement };
  const source = context.source(at.file);
  if (!source) return { file: at.file, replacement };
  return { file: at.file, start: source.positionAt(at.start), end: source.positionAt(at.end), replacement };
}
