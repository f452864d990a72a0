import type { Part } from "../statements.ts";
import type { SectionFormat } from "../unit.ts";
import type { Section } from "./section.ts";

interface Marks {
  readonly up: RegExp | null;
  readonly down: RegExp;
  readonly noTransaction?: RegExp;
  /** Whether what stands before the first mark belongs to the up. */
  readonly startsUp: boolean;
}

const goose: Marks = {
  up: /^--\s*\+goose\s+up\b/i,
  down: /^--\s*\+goose\s+down\b/i,
  noTransaction: /^--\s*\+goose\s+no\s+transaction\b/i,
  startsUp: false,
};

const formats: Partial<Record<SectionFormat, Marks>> = {
  goose,
  "sql-migrate": {
    up: /^--\s*\+migrate\s+up\b/i,
    down: /^--\s*\+migrate\s+down\b/i,
    noTransaction: /^--\s*\+migrate\s+up\s+.*\bnotransaction\b/i,
    startsUp: false,
  },
  dbmate: {
    up: /^--\s*migrate:up\b/i,
    down: /^--\s*migrate:down\b/i,
    noTransaction: /^--\s*migrate:up\s+.*\btransaction:false\b/i,
    startsUp: false,
  },
  "node-pg-migrate": {
    up: /^--\s*up\s+migration\b/i,
    down: /^--\s*down\s+migration\b/i,
    noTransaction: /^--\s*no-transaction\b/i,
    startsUp: true,
  },
  rambler: { up: /^--\s*rambler\s+up\b/i, down: /^--\s*rambler\s+down\b/i, startsUp: false },
  play: { up: /^(?:#|--)\s*---\s*!Ups\b/i, down: /^(?:#|--)\s*---\s*!Downs\b/i, startsUp: false },
  mybatis: { up: null, down: /^--\s*\/\/\s*@UNDO\b/i, startsUp: true },
};

/** Up and down told apart by comments on lines of their own. Either may come several times. */
export function marked(format: SectionFormat, text: string): Section[] {
  const marks = formats[format] ?? goose;
  const up: Part[] = [];
  const down: Part[] = [];
  let downAt: Part | null = null;
  let transaction: boolean | null = null;
  let into: Part[] | null = marks.startsUp ? up : null;
  let start = 0;
  for (const { index, 0: raw } of text.matchAll(/^[ \t]*(?:--|#)[^\r\n]*/gm)) {
    const line = raw.trim();
    if (marks.noTransaction?.test(line)) transaction = false;
    const next = marks.up?.test(line) ? up : marks.down.test(line) ? down : null;
    if (!next) continue;
    if (into && index > start) into.push({ start, end: index });
    if (next === down) downAt ??= { start: index, end: index + raw.length };
    into = next;
    start = index + raw.length;
  }
  if (into && start < text.length) into.push({ start, end: text.length });
  return [{ id: null, up, down: downAt && { at: downAt, parts: down }, transaction }];
}
