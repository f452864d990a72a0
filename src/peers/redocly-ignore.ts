import { posix } from "node:path";
import type { Tree } from "../workspace/tree.ts";
import { redoclyEquivalent } from "./peer-rules.ts";
import { isMembers, listed, readData } from "./read-data.ts";

/** One place that `redocly lint --generate-ignore-file` wrote down. */
export interface IgnoredPlace {
  /** Relative to the root. */
  readonly file: string;
  /** Redocly's id. */
  readonly rule: string;
  /** A JSON Pointer, without `#`. */
  readonly pointer: string;
}

export type IgnoreFile =
  | { readonly places: readonly IgnoredPlace[]; readonly notes: readonly string[] }
  | { readonly problem: string };

/** Reads `.redocly.lint-ignore.yaml`: file, then rule, then pointers. Its files are named from the folder it stands in. */
export function readRedoclyIgnore(tree: Tree, file: string): IgnoreFile {
  const read = readData(tree, file);
  if ("problem" in read) return read;
  if (read.value === undefined || read.value === null) return { places: [], notes: [] };
  if (!isMembers(read.value)) return { problem: "expected an object of files, each with rules and their pointers" };
  const places: IgnoredPlace[] = [];
  const notes: string[] = [];
  for (const [name, rules] of Object.entries(read.value)) {
    if (/^https?:/.test(name)) notes.push(`${name} stands on the network, where archlint reads nothing`);
    else if (!isMembers(rules)) notes.push(`${name}: expected an object of rules`);
    else {
      const path = posix.normalize(posix.join(posix.dirname(file), name));
      for (const [rule, pointers] of Object.entries(rules)) {
        for (const pointer of listed(pointers)) {
          if (typeof pointer === "string" && pointer.startsWith("#"))
            places.push({ file: path, rule, pointer: withoutHash(pointer) });
          else notes.push(`${name}: ${rule}: expected pointers such as #/paths/~1users/get`);
        }
      }
    }
  }
  return { places, notes };
}

/** `#/` is how Redocly writes the whole document. */
function withoutHash(pointer: string): string {
  return pointer === "#/" ? "" : pointer.slice(1);
}

/** A finding of ours, as far as an import must know it. */
export interface Importable {
  readonly rule: string;
  readonly primary: { readonly file: string };
  readonly raw: { readonly pointer: string | null };
}

export interface Imported<Finding> {
  /** The findings that the file tells to ignore, each with the rule of Redocly's that it was ignored under. */
  readonly known: ReadonlyMap<Finding, string>;
  /** Rules without an equal here, with how many places are ignored. */
  readonly withoutEqual: ReadonlyMap<string, number>;
  /** Rules with an equal, with how many places none of our findings stands at. */
  readonly withoutFinding: ReadonlyMap<string, number>;
}

/**
 * Finds what each ignored place means here. Redocly points at what is wrong in a node, ours sometimes at the node, and the
 * other way round: one within the other is the same place, as long as both are in one operation or component.
 */
export function importIgnores<Finding extends Importable>(
  places: readonly IgnoredPlace[],
  findings: readonly Finding[],
): Imported<Finding> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.raw.pointer === null) continue;
    const key = `${finding.rule} ${finding.primary.file}`;
    const list = byRule.get(key);
    if (list) list.push(finding);
    else byRule.set(key, [finding]);
  }
  const known = new Map<Finding, string>();
  const withoutEqual = new Map<string, number>();
  const withoutFinding = new Map<string, number>();
  for (const { file, rule, pointer } of places) {
    const equivalent = redoclyEquivalent(rule);
    if (!equivalent) {
      withoutEqual.set(rule, (withoutEqual.get(rule) ?? 0) + 1);
      continue;
    }
    const meant = equivalent.ours
      .flatMap((ours) => byRule.get(`${ours} ${file}`) ?? [])
      .filter((finding) => samePlace(pointer, finding.raw.pointer as string));
    for (const finding of meant) if (!known.has(finding)) known.set(finding, rule);
    if (meant.length === 0) withoutFinding.set(rule, (withoutFinding.get(rule) ?? 0) + 1);
  }
  return { known, withoutEqual, withoutFinding };
}

/** `/paths/~1users/get` and `/components/schemas/User` have three parts: what is shorter holds much else. */
const leastShared = 3;

function samePlace(one: string, other: string): boolean {
  if (one === other) return true;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return longer.startsWith(`${shorter}/`) && shorter.split("/").length > leastShared;
}
