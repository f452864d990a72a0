import type { Finding, FoldKind } from "../findings/finding.ts";
import { Fingerprints } from "./fingerprint.ts";
import { compareFindings, compareLocations, compareText } from "./order.ts";
import type { OldMigration } from "./old-migrations.ts";
import type { RawFinding } from "./raw-finding.ts";

export interface FoldOptions {
  /** Show every report of a cause and of a convention (`--all`). */
  readonly all: boolean;
  /** Show every report in old migrations (`--history`). */
  readonly history: boolean;
  /** What is known of an old migration's file; undefined for every other file. */
  oldMigration(file: string): OldMigration | undefined;
}

/**
 * A fault is reported once. Reports of one cause become one finding; what most of an artefact does becomes one finding;
 * what is wrong in old, applied migrations becomes one note a rule, for nobody can change it any more, and none at all where
 * the configuration says since when it wants to hear.
 */
export function foldFindings(raw: readonly RawFinding[], options: FoldOptions): readonly Finding[] {
  const groups = new Map<string, { kind: FoldKind; parts: readonly string[]; members: RawFinding[]; of: number }>();
  const single: RawFinding[] = [];
  for (const finding of raw) {
    const old = finding.rule.id.startsWith("migration/") ? options.oldMigration(finding.primary.file) : undefined;
    if (old?.applied && !options.history) continue;
    const fold = foldOf(finding, options, old);
    if (!fold) {
      single.push(finding);
      continue;
    }
    const id = JSON.stringify([finding.rule.id, fold.kind, ...fold.parts]);
    const group = groups.get(id);
    if (!group) groups.set(id, { ...fold, members: [finding] });
    else {
      group.members.push(finding);
      group.of = Math.max(group.of, fold.of);
    }
  }
  const folded: Unprinted[] = [];
  for (const group of groups.values()) {
    const apart = group.members.length === 1 || (group.kind === "convention" && group.members.length * 2 <= group.of);
    if (apart && group.kind !== "history") single.push(...group.members);
    else folded.push(foldGroup(group));
  }
  return printed([...single.map(alone), ...folded]);
}

function foldOf(
  finding: RawFinding,
  options: FoldOptions,
  old: OldMigration | undefined,
): { kind: FoldKind; parts: readonly string[]; of: number } | undefined {
  if (!options.history && old) return { kind: "history", parts: [old.history], of: 0 };
  const fold = finding.report.fold;
  if (!fold || options.all) return undefined;
  return { kind: fold.by, parts: [fold.key], of: fold.by === "convention" ? fold.of : 0 };
}

/** A finding with what its fingerprint is made of: printed once the order is known. */
type Unprinted = Omit<Finding, "fingerprint"> & { readonly parts: readonly string[] };

function alone(raw: RawFinding): Unprinted {
  return {
    rule: raw.rule.id,
    severity: raw.severity,
    confidence: raw.confidence,
    message: raw.report.message,
    primary: raw.primary,
    related: raw.related,
    anchor: raw.anchor,
    fixes: raw.fixes,
    parts: [raw.rule.id, raw.anchor, raw.report.key ?? ""],
  };
}

function foldGroup(group: { kind: FoldKind; parts: readonly string[]; members: RawFinding[] }): Unprinted {
  const members = group.members.toSorted(
    (a, b) =>
      compareLocations(a.primary, b.primary) ||
      compareText(a.anchor, b.anchor) ||
      compareText(a.report.message, b.report.message),
  );
  // Of old migrations the newest speaks for the rest: it is the likeliest to be remembered.
  const first = (group.kind === "history" ? members.at(-1) : members[0]) as RawFinding;
  return {
    ...alone(first),
    severity: group.kind === "history" ? "info" : first.severity,
    folded: members.length,
    foldedBy: group.kind,
    places: members.map((member) => member.primary),
    parts: [first.rule.id, group.kind, ...group.parts],
  };
}

function printed(findings: readonly Unprinted[]): readonly Finding[] {
  const order = findings.toSorted((a, b) => compareFindings({ ...a, fingerprint: "" }, { ...b, fingerprint: "" }));
  const fingerprints = new Fingerprints();
  return order.map(({ parts, ...finding }) => ({ ...finding, fingerprint: fingerprints.next(...parts) }));
}
