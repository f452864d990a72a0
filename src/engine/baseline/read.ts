import { ConfigError, described, oneOf } from "../../config/config-error.ts";
import { didYouMean } from "../../findings/did-you-mean.ts";
import type { SourceText } from "../../workspace/source-text.ts";
import { UnreadableFile, type Tree } from "../../workspace/tree.ts";
import { isDay } from "../day.ts";
import { baselineVersion, type Baseline, type WrittenEntry } from "./entry.ts";

const required = ["rule", "anchor", "file", "fingerprint"] as const;
const members = [...required, "shape", "reason", "owner", "until"] as const;
const mostProblems = 10;

/** Reads the baseline of a tree; null when there is none. Throws a {@link ConfigError} that says what is wrong with it. */
export function readBaseline(tree: Tree, file: string): Baseline | null {
  const found = tree.resolve("", file);
  if ("refused" in found) {
    if (found.refused === "missing") return null;
    throw new ConfigError([`${file}: expected a baseline of this project, but it lies outside of it`]);
  }
  try {
    return { file, entries: parse(tree.read(found.file), file) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw new ConfigError([`${file}: expected a baseline, but ${error.reason}`]);
    throw error;
  }
}

function parse(source: SourceText, file: string): readonly WrittenEntry[] {
  const problems: string[] = [];
  const entries: WrittenEntry[] = [];
  const starts = source.lineStarts();
  let head = false;
  for (let line = 1; line <= source.lineCount; line++) {
    const text = source.line(line).trim();
    if (text === "") continue;
    const value = valueOf(text);
    const last = line === source.lineCount;
    if (!head) {
      mustBeHead(value, `${file}:${line}`);
      head = true;
      continue;
    }
    const problem = problemOf(text, value, last);
    if (problem !== null) problems.push(`${file}:${line}: ${problem}`);
    else {
      const start = starts[line - 1] ?? 0;
      entries.push({ ...(value as WrittenEntry), start, end: start + source.line(line).trimEnd().length });
    }
  }
  if (!head) throw new ConfigError([`${file}: ${noHead("nothing")}`]);
  if (problems.length > 0) throw new ConfigError(shortened(problems, file));
  return entries;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mustBeHead(value: unknown, where: string): void {
  const version =
    typeof value === "object" && value !== null && Object.hasOwn(value, "archlint-baseline")
      ? (value as { "archlint-baseline": unknown })["archlint-baseline"]
      : undefined;
  if (version === undefined) throw new ConfigError([`${where}: ${noHead("something else")}`]);
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    throw new ConfigError([`${where}: expected a version from 1 on, found ${described(version)}`]);
  if (version > baselineVersion)
    throw new ConfigError([
      `${where}: this baseline has version ${version}, and this archlint reads version ${baselineVersion}: a newer archlint wrote it; update archlint`,
    ]);
}

function noHead(found: string): string {
  return `expected {"archlint-baseline":${baselineVersion}} as the first line of a baseline, found ${found}; restore the file from git, or write it anew: archlint baseline --force`;
}

/** What is wrong with one line; null when it is an entry. */
function problemOf(text: string, value: unknown, last: boolean): string | null {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(text))
    return "this is a mark of a merge conflict: keep the lines of both sides, and delete the marks";
  if (value === undefined && last && text.startsWith("{"))
    return "the line ends in its middle: the file was cut short; restore it from git";
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `expected one JSON object, such as {"rule":"…","anchor":"…","file":"…","fingerprint":"…"}`;
  const entry = value as Record<string, unknown>;
  for (const key of Object.keys(entry)) {
    if ((members as readonly string[]).includes(key)) continue;
    return `there is no such member as \`${key}\`${didYouMean(key, members) || `; expected ${oneOf(members)}`}`;
  }
  for (const key of members) {
    const text = entry[key];
    if (text === undefined && !(required as readonly string[]).includes(key)) continue;
    if (typeof text !== "string") return `\`${key}\`: expected a text, found ${described(text)}`;
  }
  const { fingerprint, until } = entry as { fingerprint: string; until?: string };
  if (!/^[0-9a-f]{16}$/.test(fingerprint))
    return `\`fingerprint\`: expected 16 hexadecimal digits, found ${described(fingerprint)}`;
  if (until !== undefined && !isDay(until))
    return `\`until\`: expected a day such as 2027-01-31, found ${described(until)}`;
  return null;
}

function shortened(problems: readonly string[], file: string): readonly string[] {
  const more = problems.length - mostProblems;
  return more > 0 ? [...problems.slice(0, mostProblems), `${file}: and ${more} more lines like these`] : problems;
}
