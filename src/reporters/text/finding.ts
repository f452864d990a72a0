import type { Finding, Location, Severity } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { renderFrames, type FrameInput, type FramePart } from "./frame.ts";
import { wrap } from "./wrap.ts";

/** Frames of related places beyond the first few say little more. */
const mostRelated = 4;
const mostPlaces = 3;

export interface FindingInput extends FrameInput {
  /** Columns for prose. */
  readonly width: number;
  /** The rule's words, for the first finding of a rule; null for the others, which have them above. */
  readonly explained: { readonly why: string; readonly fix: string } | null;
}

/** One finding: headline, frames, and the notes under them. */
export function renderFinding(finding: Finding, input: FindingInput): string {
  const { palette } = input;
  const severity = severityPaint(finding.severity, palette);
  const { lines, gutter } = renderFrames(framed(finding, severity, palette.related), input);
  const indent = " ".repeat(gutter + 1);
  const notes = notesOf(finding, input).flatMap(([name, text]) => note(name, text, input, indent));
  return [headline(finding, severity, input), ...lines, ...notes].join("\n");
}

export function severityPaint(severity: Severity, palette: FindingInput["palette"]): (text: string) => string {
  return (text) => palette[severity](text);
}

function headline(finding: Finding, severity: (text: string) => string, { palette }: FindingInput): string {
  const unsure = finding.confidence === "high" ? "" : palette.faint(` (${finding.confidence} confidence)`);
  return `${severity(`${finding.severity}[${printable(finding.rule)}]`)}: ${palette.strong(printable(finding.message))}${unsure}`;
}

/** What a finding says of the whole project stands in no file, and has no frame. */
function framed(
  finding: Finding,
  severity: (text: string) => string,
  related: (text: string) => string,
): readonly FramePart[] {
  return [
    ...(finding.primary.file === "" ? [] : [{ location: finding.primary, mark: severity }]),
    ...finding.related.slice(0, mostRelated).map((location) => ({ location, mark: related })),
  ];
}

type Note = readonly [name: string, text: string | readonly string[]];

function notesOf(finding: Finding, input: FindingInput): readonly Note[] {
  const notes: Note[] = [];
  const unframed = finding.related.slice(mostRelated);
  if (unframed.length > 0) notes.push(["also", listed(`${unframed.length} more places`, unframed)]);
  const fold = foldNote(finding);
  if (fold) notes.push(fold);
  if (input.explained) notes.push(["why", input.explained.why]);
  const own = finding.fixes[0]?.title;
  if (own !== undefined) notes.push(["fix", own]);
  else if (input.explained) notes.push(["fix", input.explained.fix]);
  if (input.explained) notes.push(["more", `archlint explain ${finding.rule}`]);
  return notes;
}

/** What else this finding stands for, and which flag shows it. */
function foldNote(finding: Finding): Note | null {
  if (finding.folded === undefined) return null;
  const history = finding.foldedBy === "history";
  const flag = history ? "--history" : "--all";
  const more = finding.folded - 1;
  if (more === 0)
    return [
      "note",
      history
        ? `in a migration of the past; ${flag} judges those one by one`
        : `stands for itself; ${flag} shows it unfolded`,
    ];
  const text = `${more} more like this${history ? " in migrations of the past" : ""} (${flag} lists ${more === 1 ? "it" : "them"})`;
  return ["and", listed(text, others(finding))];
}

/** The places a folded finding stands for, without the one framed. */
function others(finding: Finding): readonly Location[] {
  const { primary, places = [] } = finding;
  const framed = places.findIndex((place) => where(place) === where(primary));
  return places.filter((_, index) => index !== framed);
}

function listed(text: string, places: readonly Location[]): readonly string[] {
  if (places.length === 0) return [text];
  const shown = places.slice(0, mostPlaces).map(where);
  return [
    `${text}:`,
    ...shown.map((place, index) => (index === shown.length - 1 && places.length > mostPlaces ? `${place}, …` : place)),
  ];
}

function where({ file, start }: Location): string {
  return `${printable(file)}:${start.line}:${start.column}`;
}

/** `= why: …`, wrapped under itself. A list stands one entry a line. */
function note(name: string, text: Note[1], { palette, width }: FindingInput, indent: string): string[] {
  const lead = name === "and" ? "= and " : `= ${name}: `;
  const room = Math.max(20, width - indent.length - lead.length);
  const lines = typeof text === "string" ? wrap(printable(text), room) : text;
  return lines.map((line, index) => `${indent}${index === 0 ? palette.frame(lead) : " ".repeat(lead.length)}${line}`);
}
