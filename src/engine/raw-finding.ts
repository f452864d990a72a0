import type { Confidence, Fix, Location, Severity } from "../findings/finding.ts";
import { isPointerPlace, type Place, type Subject } from "../findings/place.ts";
import type { Report } from "../findings/report.ts";
import type { AnyRule } from "../rule/define.ts";
import type { Locator } from "./locate.ts";

/** A report with its places located and its severity decided: what suppression and folding work on. */
export interface RawFinding {
  readonly rule: AnyRule;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly report: Report;
  readonly primary: Location;
  readonly related: readonly Location[];
  readonly anchor: string;
  /** The JSON Pointer of the primary place, when it is one: `x-archlint-ignore` covers by pointer. */
  readonly pointer: string | null;
  /** The first line of the statement or node around it. */
  readonly withinLine: number | null;
  readonly fixes: readonly Fix[];
}

function placeOf(at: Subject | Place): Place {
  return "at" in at ? at.at : at;
}

export function locateReport(rule: AnyRule, report: Report, severity: Severity, locator: Locator): RawFinding {
  const place = placeOf(report.at);
  const subject = "at" in report.at ? report.at : null;
  const anchor = report.anchor ?? subject?.anchor;
  if (anchor === undefined)
    throw new Error(`rule ${rule.id} reported at a bare place in ${place.file} without an anchor`);
  return {
    rule,
    severity,
    confidence: report.confidence ?? rule.confidence,
    report,
    primary: { ...locator.locate(place, report.label ?? ""), ...(report.masked && { masked: true as const }) },
    related: (report.related ?? []).map((related) => locator.locate(placeOf(related.at), related.label)),
    anchor,
    pointer: isPointerPlace(place) ? place.pointer : null,
    withinLine: subject?.within ? locator.line(subject.within) : null,
    fixes: fixesOf(report),
  };
}

function fixesOf(report: Report): readonly Fix[] {
  if (report.fix === undefined) return [];
  return [typeof report.fix === "string" ? { title: report.fix, safety: "manual", edits: [] } : report.fix];
}
