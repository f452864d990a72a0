import type { Migration, MigrationHistory, SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import type { Unread } from "../../findings/finding.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { SourceText } from "../../workspace/source-text.ts";
import type { Tree } from "../../workspace/tree.ts";
import type { EmbeddedText } from "../../facts/embedded.ts";
import { readCodeMigration } from "./code-migrations/read.ts";
import type { Parser } from "./parser.ts";
import { withEnumUses } from "./enum-uses.ts";
import { sectionsOf } from "./sections/sections.ts";
import type { Section } from "./sections/section.ts";
import { fileText } from "./sql-text.ts";
import type { SqlText } from "./sql-text.ts";
import { readStatements } from "./statements.ts";
import type { Part, ReadStatements } from "./statements.ts";
import { runsInTransaction } from "./transaction.ts";
import type { HistoryUnit, StepPlan } from "./unit.ts";

export interface HistoryInput {
  readonly tree: Tree;
  readonly embedded: ReadonlyMap<string, readonly EmbeddedText[]>;
}

export interface HistoryRead {
  readonly history: MigrationHistory;
  readonly unread: readonly Unread[];
}

/** Reads every step of a history, in order. A file that cannot be read is an entry of `unread`, and the others are read. */
export function readHistory(unit: HistoryUnit, { tree, embedded }: HistoryInput, parser: Parser): HistoryRead {
  const unread: Unread[] = [];
  const open = (file: string): SourceText | null => {
    try {
      return tree.read(file);
    } catch (error) {
      unread.push({ file, line: 1, reason: error instanceof Error ? error.message : "cannot be read" });
      return null;
    }
  };
  const migrations: Migration[] = [];
  for (const plan of unit.steps) {
    const source = open(plan.file);
    if (!source) continue;
    const read =
      plan.format === "code"
        ? [readCodeMigration(plan, source.text, embedded.get(plan.file) ?? [], parser)]
        : readFile(plan, source, open, parser);
    for (const migration of read) {
      migrations.push({ ...migration, up: withEnumUses(migration.up, source.text) });
      unread.push(...migration.unread.map((one) => unreadEntry(one, open)));
    }
  }
  const { name, tool, dialect, hasDowns } = unit;
  return { history: { name, tool, dialect, hasDowns, migrations }, unread };
}

type Open = (file: string) => SourceText | null;

function readFile(plan: StepPlan, source: SourceText, open: Open, parser: Parser): Migration[] {
  const text = fileText(plan.file, source.text);
  return sectionsOf(plan.format, source.text).map((section) => {
    const up = readParts(text, section.up, parser);
    const down = readDown(plan, section, source, open, parser);
    return {
      file: plan.file,
      version: section.id === null ? plan.version : `${plan.version}::${section.id}`,
      up: up.statements,
      down: down?.migration ?? null,
      transaction: runsInTransaction(plan.transaction, section.transaction, up.statements),
      at: firstLineOf(up.statements, source, section.up[0]),
      unread: [...up.unread, ...(down?.unread ?? [])],
    };
  });
}

function readParts(text: SqlText, parts: readonly Part[], parser: Parser): ReadStatements {
  const all: ReadStatements = { statements: [], unread: [] };
  for (const part of parts) {
    const read = readStatements(text, parser, part);
    // One by one: a file may hold more statements than a call takes arguments.
    for (const statement of read.statements) all.statements.push(statement);
    for (const unread of read.unread) all.unread.push(unread);
  }
  return all;
}

interface DownRead {
  readonly migration: Migration["down"];
  readonly unread: readonly UnreadStatement[];
}

function readDown(plan: StepPlan, section: Section, source: SourceText, open: Open, parser: Parser): DownRead | null {
  if (section.down) {
    const { at, parts, text } = section.down;
    const read = readParts(fileText(plan.file, text ?? source.text), parts, parser);
    return {
      migration: { file: plan.file, at: { file: plan.file, ...at }, statements: read.statements },
      unread: read.unread,
    };
  }
  const file = plan.down === null ? null : open(plan.down);
  if (!file) return null;
  const whole = { start: 0, end: file.text.length };
  const read = readParts(fileText(file.file, file.text), [whole], parser);
  return {
    migration: { file: file.file, at: firstLineOf(read.statements, file, whole), statements: read.statements },
    unread: read.unread,
  };
}

/** The line of the first statement; of a migration without one, the first line of its part. */
function firstLineOf(statements: readonly SqlStatement[], source: SourceText, part: Part | undefined): TextPlace {
  const start = statements[0]?.at.start ?? part?.start ?? 0;
  const lineBreak = source.text.slice(start, start + 2000).search(/[\r\n]/);
  const end = lineBreak < 0 ? Math.min(source.text.length, start + 2000) : start + lineBreak;
  return { file: source.file, start, end };
}

function unreadEntry({ stoppedAt, message }: UnreadStatement, open: Open): Unread {
  return { file: stoppedAt.file, line: open(stoppedAt.file)?.positionAt(stoppedAt.start).line ?? 1, reason: message };
}
