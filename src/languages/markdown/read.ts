import type { Decision } from "../../facts/decision.ts";
import { UnreadableFile, type Tree } from "../../workspace/tree.ts";
import type { CommonReading, LanguageReader } from "../language.ts";
import type { DecisionUnit } from "./decision-files.ts";
import { field } from "./fields.ts";
import { readLines, type Line } from "./lines.ts";
import { fileTarget, linksOf } from "./links.ts";
import { plain } from "./plain-text.ts";
import { numberOf, saysSuperseded, successorsIn } from "./successors.ts";

export interface DecisionReading {
  /** null when the file could not be read. */
  readonly facts: Decision | null;
}

export const reader: LanguageReader<DecisionUnit, DecisionReading> = {
  read({ file }, { tree }): DecisionReading & CommonReading {
    try {
      return { facts: readDecision(tree, file), unread: [], embedded: [], nodeIgnores: [] };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return { facts: null, unread: [{ file, line: 1, reason: error.reason }], embedded: [], nodeIgnores: [] };
    }
  },
};

function readDecision(tree: Tree, file: string): Decision {
  const lines = readLines(tree.read(file).text);
  const anchor = `decision:${file}`;
  const heading = lines.find((line) => line.kind === "heading");
  const title = field(lines, "title")[0]?.value ?? (heading ? plain(heading.title) : "");
  const states = field(lines, "status");
  // A status section grows downwards: what took the decision's place counts, wherever it stands, else the first line.
  const chosen = Math.max(
    0,
    states.findIndex((candidate) => saysSuperseded(candidate.value)),
  );
  const status = states[chosen];
  const resolve = (target: string) => resolveLink(tree, file, target);
  const first = heading ?? lines.find((line) => line.text.trim() !== "") ?? lines[0];
  return {
    at: { file, start: first?.start ?? 0, end: first?.end ?? 0 },
    anchor,
    file,
    number: numberOf(file) ?? numberOf(title),
    title: title || file.slice(file.lastIndexOf("/") + 1),
    status: status ? status.value.toLowerCase() : null,
    statusAt: status ? { file, start: status.start, end: status.end } : null,
    successors:
      status && saysSuperseded(status.value)
        ? successorsIn([...states.slice(chosen), ...field(lines, "superseded[-_ ]by")], file, resolve)
        : [],
    date: isoDate(field(lines, "date")[0]?.value ?? ""),
    sections: sectionsOf(lines, file, heading),
    links: linksOf(lines).map(({ target, start, end }) => {
      const inside = fileTarget(target);
      return {
        at: { file, start, end },
        anchor: `${anchor}#link/${target}`,
        target,
        resolved: inside === null ? null : resolve(inside),
      };
    }),
  };
}

/** A leading slash means the repository's root, as code hosts show it. */
function resolveLink(tree: Tree, file: string, target: string): string | null {
  const answer = target.startsWith("/") ? tree.resolve("", target.slice(1)) : tree.resolve(file, target);
  return "file" in answer ? answer.file : null;
}

function sectionsOf(lines: readonly Line[], file: string, title: Line | undefined): Decision["sections"] {
  const sections: Decision["sections"][number][] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind !== "heading" || line === title) continue;
    const name = plain(line.title).toLowerCase();
    const place = { file, start: line.start, end: line.end };
    sections.push({ at: place, anchor: `decision:${file}#${name}`, title: name, empty: isEmpty(lines, at) });
  }
  return sections;
}

/** Whether nothing stands between a heading and the next one of its own or a higher level. */
function isEmpty(lines: readonly Line[], heading: number): boolean {
  const level = lines[heading]?.level ?? 0;
  for (let at = heading + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.kind === "heading") return line.level <= level;
    if (line.kind === "code" || line.text.trim() !== "") return false;
  }
  return true;
}

function isoDate(text: string): string | null {
  const match = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text);
  if (!match) return null;
  return `${match[1]}-${(match[2] as string).padStart(2, "0")}-${(match[3] as string).padStart(2, "0")}`;
}
