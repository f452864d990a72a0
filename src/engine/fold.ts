import type { Finding, FoldKind } from "../findings/finding.ts";
import { fingerprint } from "./fingerprint.ts";
import { compareFindings, compareLocations, compareText } from "./order.ts";
import type { OldMigration } from "./old-migrations.ts";
import { ownParts, Prints } from "./prints.ts";
import type { RawFinding } from "./raw-finding.ts";

export interface FoldOptions {
  /** Show every report of a cause and of a convention (`--all`). */
  readonly all: boolean;
  /** Show every report in old migrations (`--history`). */
  readonly history: boolean;
  /** What is known of an old migration's file; undefined for every other file. */
  oldMigration(file: string): OldMigration | undefined;
  /** The fingerprint of each report; default: made of these reports alone. */
  readonly prints?: Prints;
  /** Reports that are not to be shown: they still count as members of a convention. */
  known?(finding: RawFinding): boolean;
}

/** A finding with what its fingerprint was made of. */
export interface Folded extends Finding {
  readonly parts: readonly string[];
  /** The report it speaks with. */
  readonly raw: RawFinding;
  /** Every report it stands for. */
  readonly members: readonly RawFinding[];
}

/**
 * A fault is reported once. Reports of one cause become one finding; what most of an artefact does becomes one finding;
 * what is wrong in old, applied migrations becomes one note a rule, for nobody can change it any more, and none at all where
 * the configuration says since when it wants to hear.
 */
export function foldFindings(raw: readonly RawFinding[], options: FoldOptions): readonly Finding[] {
  return inOrder(foldReports(raw, options), options);
}

/** The findings as they are printed: copies joined, in their total order. */
export function inOrder(
  folded: readonly Folded[],
  { all }: Pick<FoldOptions, "all">,
  changeOf?: (finding: Folded) => NonNullable<Finding["change"]>,
): readonly Finding[] {
  return (all ? folded : joinCopies(folded))
    .toSorted((a, b) => compareFindings(a, b))
    .map((folded) => {
      const { parts: _parts, raw: _raw, members: _members, ...finding } = folded;
      return changeOf ? { ...finding, change: changeOf(folded) } : finding;
    });
}

/** The findings one by one as a baseline remembers them, in no order. */
export function foldReports(raw: readonly RawFinding[], options: FoldOptions): readonly Folded[] {
  const prints = options.prints ?? new Prints(raw);
  const shown = (finding: RawFinding): boolean => !options.known?.(finding);
  const groups = new Map<string, { kind: FoldKind; parts: readonly string[]; members: RawFinding[]; of: number }>();
  const single: RawFinding[] = [];
  for (const finding of raw) {
    const old = historyOf(finding, options);
    if (old?.applied && !options.history) continue;
    const fold = foldsOf(finding, old).find(({ kind }) => !(kind === "history" ? options.history : options.all));
    if (!fold) {
      single.push(finding);
      continue;
    }
    const id = JSON.stringify(fold.parts);
    const group = groups.get(id);
    if (!group) groups.set(id, { ...fold, members: [finding] });
    else {
      group.members.push(finding);
      group.of = Math.max(group.of, fold.of);
    }
  }
  const folded: Folded[] = [];
  for (const group of groups.values()) {
    const apart = group.members.length === 1 || (group.kind === "convention" && group.members.length * 2 <= group.of);
    const members = group.members.filter(shown);
    if ((apart || members.length === 1) && group.kind !== "history") single.push(...members);
    else if (members.length > 0) folded.push(foldGroup({ ...group, members }, prints));
  }
  return [...single.filter(shown).map((finding) => alone(finding, prints)), ...folded];
}

/** A fold a report may join; `parts` are those of the fold's fingerprint. */
interface FoldOf {
  readonly kind: FoldKind;
  readonly parts: readonly string[];
  readonly of: number;
}

/** The folds a report belongs to, whether the flags show them folded or not; the first one that they fold counts. */
export function foldsOf(finding: RawFinding, old: OldMigration | undefined): readonly FoldOf[] {
  const fold = finding.report.fold;
  const id = finding.rule.id;
  return [
    ...(old ? [{ kind: "history" as const, parts: [id, "history", old.history], of: 0 }] : []),
    ...(fold ? [{ kind: fold.by, parts: [id, fold.by, fold.key], of: fold.by === "convention" ? fold.of : 0 }] : []),
  ];
}

/** What is known of a report's file as an old migration, when it is a report on migrations. */
export function historyOf(finding: RawFinding, options: Pick<FoldOptions, "oldMigration">): OldMigration | undefined {
  const { rule, report, primary } = finding;
  return rule.id.startsWith("migration/") && !report.present ? options.oldMigration(primary.file) : undefined;
}

function alone(raw: RawFinding, prints: Prints): Folded {
  return {
    rule: raw.rule.id,
    severity: raw.severity,
    confidence: raw.confidence,
    message: raw.report.message,
    primary: raw.primary,
    related: raw.related,
    anchor: raw.anchor,
    fingerprint: prints.own(raw),
    fixes: raw.fixes,
    parts: ownParts(raw),
    raw,
    members: [raw],
  };
}

/**
 * Versions and copies of one contract (`v1.yaml` beside `v2.yaml`, YAML beside JSON) share its faults: what is said in the
 * same words of the same address in several files is one finding.
 */
function joinCopies(findings: readonly Folded[]): readonly Folded[] {
  const sameBefore = new Map<string, number>();
  const groups = new Map<string, [Folded, ...Folded[]]>();
  for (const finding of findings.toSorted((a, b) => compareLocations(a.primary, b.primary))) {
    const said = JSON.stringify([finding.rule, finding.anchor, finding.message]);
    const here = `${said} ${finding.primary.file}`;
    const before = sameBefore.get(here) ?? 0;
    sameBefore.set(here, before + 1);
    // What is the same twice in one file has two causes there, each with a copy of its own elsewhere.
    const key = finding.rule.startsWith("openapi/") ? `${said} ${before}` : `${here} ${before}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(([first, ...copies]) => {
    if (copies.length === 0) return first;
    const places = [first, ...copies].flatMap((finding) => finding.places ?? [finding.primary]);
    const members = [first, ...copies].flatMap((finding) => finding.members);
    return { ...first, folded: places.length, foldedBy: first.foldedBy ?? "cause", places, members };
  });
}

function foldGroup(group: { kind: FoldKind; parts: readonly string[]; members: RawFinding[] }, prints: Prints): Folded {
  const members = group.members.toSorted(
    (a, b) =>
      compareLocations(a.primary, b.primary) ||
      compareText(a.anchor, b.anchor) ||
      compareText(a.report.message, b.report.message),
  );
  // Of old migrations the newest speaks for the rest: it is the likeliest to be remembered.
  const first = (group.kind === "history" ? members.at(-1) : members[0]) as RawFinding;
  return {
    ...alone(first, prints),
    severity: group.kind === "history" ? "info" : first.severity,
    folded: members.length,
    foldedBy: group.kind,
    places: members.map((member) => member.primary),
    fingerprint: fingerprint(...group.parts),
    parts: group.parts,
    members,
  };
}
