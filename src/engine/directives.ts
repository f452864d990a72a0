import type { SourceText } from "../workspace/source-text.ts";

/** An ignore comment: `archlint-ignore-next-line <rule>[, <rule>] [until=2027-01-31] -- reason`, or `archlint-ignore-file …`. */
export interface Directive {
  readonly file: string;
  /** The range of the comment's directive, as offsets. */
  readonly start: number;
  readonly end: number;
  readonly scope: "next-line" | "file";
  readonly rules: readonly string[];
  readonly reason: string | null;
  /** Its last day as written, which need not be a day; null when it has no end. */
  readonly until: string | null;
  /** For `next-line`: the 1-based line it covers. */
  readonly line: number | null;
}

/** What may open a comment in the languages archlint reads; SQL's stands in TypeScript too, inside embedded texts. */
const openers: readonly [extension: RegExp, opener: RegExp][] = [
  [/\.sql$/i, /--|\/\*/],
  [/\.[cm]?[jt]sx?$/i, /\/\/|\/\*|--|\{\/\*/],
  [/\.ya?ml$/i, /#/],
  [/\.(?:md|markdown)$/i, /<!--/],
];
const directive = /^\s*archlint-ignore-(next-line|file)(?![\w-])(.*?)(?:\*\/\}?|-->)?\s*$/;

/** Every directive of a file, in order. Costs one search for files that have none. */
export function findDirectives(source: SourceText): readonly Directive[] {
  if (!source.text.includes("archlint-ignore-")) return [];
  const opener = openers.find(([extension]) => extension.test(source.file))?.[1];
  if (!opener) return [];
  const found: Directive[] = [];
  const starts = source.lineStarts();
  for (let line = 1; line <= source.lineCount; line++) {
    const text = source.line(line);
    const at = text.indexOf("archlint-ignore-");
    if (at < 0) continue;
    const before = text.slice(0, at).trimEnd();
    if (!new RegExp(`(?:${opener.source}|^\\s*\\*)$`).test(before)) continue;
    const match = directive.exec(text.slice(at));
    if (!match) continue;
    const offset = (starts[line - 1] ?? 0) + at;
    const scope = match[1] as Directive["scope"];
    found.push({
      file: source.file,
      start: offset,
      end: offset + match[0].trimEnd().length,
      scope,
      ...parseArguments(match[2] ?? ""),
      line: scope === "file" ? null : coveredLine(source, line, opener),
    });
  }
  return found;
}

/** `a, b until=2027-01-31 -- why` is two rules, a last day and a reason. */
function parseArguments(text: string): Pick<Directive, "rules" | "reason" | "until"> {
  const separator = /(?:^|\s)--(?:\s|$)/.exec(text);
  const names = separator ? text.slice(0, separator.index) : text;
  const reason = separator ? text.slice(separator.index + separator[0].length).trim() : "";
  const words = names.split(/[\s,]+/).filter(Boolean);
  const until = words.find((word) => word.startsWith("until="))?.slice("until=".length) ?? null;
  return { rules: words.filter((word) => !word.startsWith("until=")), reason: reason || null, until };
}

/** The next line that is neither blank nor a comment: several directives may stand above one statement. */
function coveredLine(source: SourceText, line: number, opener: RegExp): number {
  const comment = new RegExp(`^\\s*(?:${opener.source}|\\*)`);
  let next = line + 1;
  while (next < source.lineCount && (source.line(next).trim() === "" || comment.test(source.line(next)))) next++;
  return next;
}
