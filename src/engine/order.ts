import type { Finding, Location } from "../findings/finding.ts";

/** By code unit: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareLocations(a: Location, b: Location): number {
  return (
    compareText(a.file, b.file) ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    a.end.line - b.end.line ||
    a.end.column - b.end.column
  );
}

/** The total order of findings: no two that differ compare equal, so no output depends on the order of discovery. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareLocations(a.primary, b.primary) ||
    compareText(a.rule, b.rule) ||
    compareText(a.anchor, b.anchor) ||
    compareText(a.message, b.message) ||
    compareRelated(a.related, b.related) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function compareRelated(a: readonly Location[], b: readonly Location[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const left = a[index] as Location;
    const right = b[index] as Location;
    const order = compareLocations(left, right) || compareText(left.label, right.label);
    if (order) return order;
  }
  return a.length - b.length;
}
