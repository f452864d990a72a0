import { posix } from "node:path";
import { Fingerprints, fingerprint } from "./fingerprint.ts";
import { compareLocations, compareText } from "./order.ts";
import type { RawFinding } from "./raw-finding.ts";

/** The fingerprint of every report of a run, whether it is shown alone or in a fold: flags must not change a name. */
export class Prints {
  readonly #fingerprints = new Fingerprints();
  readonly #own = new Map<RawFinding, string>();

  constructor(raw: readonly RawFinding[]) {
    this.add(raw);
  }

  /** Reports that are alike in every part are numbered in the order of their places. */
  add(raw: readonly RawFinding[]): void {
    for (const finding of raw.toSorted(byPlace)) this.#own.set(finding, this.#fingerprints.next(...ownParts(finding)));
  }

  own(finding: RawFinding): string {
    return this.#own.get(finding) ?? fingerprint(...ownParts(finding));
  }
}

export function ownParts(finding: RawFinding): readonly string[] {
  return [finding.rule.id, finding.anchor, plainKey(finding.report.key ?? "")];
}

/** Keys are often source text: what a formatter changes of it (spaces, quotes, semicolons, last commas) must not count. */
function plainKey(key: string): string {
  return key
    .replace(/[\s;]+/g, "")
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, "");
}

/**
 * What is left of a fingerprint's parts when the files and folders of the finding are taken out: equal before and after a
 * move. Null when no part names a file, for then the fingerprint itself survives moves.
 */
export function shapeOf(parts: readonly string[], finding: Pick<RawFinding, "primary" | "related">): string | null {
  const names = new Set([finding.primary, ...finding.related].flatMap(({ file }) => withFolders(file)));
  const ordered = [...names].toSorted((a, b) => b.length - a.length || compareText(a, b));
  const [rule = "", ...rest] = parts;
  const shaped = rest.map((part) => ordered.reduce(withoutName, part));
  return shaped.some((part, index) => part !== rest[index]) ? fingerprint("shape", rule, ...shaped) : null;
}

function withFolders(file: string): string[] {
  const names: string[] = [];
  for (let name = file; name !== "" && name !== "." && name !== "/"; name = posix.dirname(name)) names.push(name);
  return names;
}

/** Whole names only: `src` is no part of `src-old` nor of `lib/src`. */
function withoutName(part: string, name: string): string {
  if (!part.includes(name)) return part;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return part.replace(new RegExp(`(^|[^\\w./-])${escaped}(?=$|[^\\w.-])`, "g"), "$1*");
}

function byPlace(a: RawFinding, b: RawFinding): number {
  return (
    compareLocations(a.primary, b.primary) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.anchor, b.anchor) ||
    compareText(a.report.key ?? "", b.report.key ?? "") ||
    compareText(a.report.message, b.report.message)
  );
}
