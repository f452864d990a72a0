import type { Node } from "libpg-query";
import type { SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import { bulkData, rowsBeginning } from "./bulk-data.ts";
import { readChanges } from "./changes/readers.ts";
import { openDoBlock } from "./do-block.ts";
import { longNames } from "./long-names.ts";
import type { Parsed, Parser } from "./parser.ts";
import { fillPlaceholders } from "./placeholders.ts";
import { split } from "./split.ts";
import type { Slice } from "./split.ts";
import type { SqlText } from "./sql-text.ts";
import { StatementText } from "./statement-text.ts";
import { fillAllTemplates, fillTemplates, fillVariables } from "./templates.ts";
import { verb } from "./verb.ts";

export interface ReadStatements {
  readonly statements: SqlStatement[];
  readonly unread: UnreadStatement[];
}

export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Every statement of a text, or of a part of it. One that cannot be read does not keep the others from being read. In a
 * dump of data the first of a run of INSERTs stands for all of them.
 */
export function readStatements(
  source: SqlText,
  parser: Parser,
  part: Part = { start: 0, end: source.text.length },
): ReadStatements {
  const read: ReadStatements = { statements: [], unread: [] };
  let rows: string | null = null;
  for (const slice of split(source.text, part.start, part.end)) {
    if (slice.kind !== "statement" || (rows !== null && source.text.startsWith(rows, slice.from))) continue;
    readSlice(source, slice, parser, read);
    rows = rowsBeginning(source.text, slice.from);
  }
  return read;
}

function readSlice(source: SqlText, slice: Slice, parser: Parser, read: ReadStatements): void {
  const filled = fillTemplates(source.text.slice(slice.from, slice.to), slice.holes, slice.from);
  // Template control lines around a statement put nothing into it, and have become white space.
  const written = filled.trim();
  const from = slice.from + (filled.length - filled.trimStart().length);
  if (written === "") return;
  const bulk = bulkData(new StatementText(source, from, written));
  if (bulk) {
    read.statements.push(bulk);
    return;
  }
  const { text, parsed } = parse(written, parser);
  const statement = new StatementText(source, from, text);
  if ("message" in parsed) {
    read.unread.push(unread(statement, parsed));
    return;
  }
  const changes = readChanges(parsed.node, statement);
  const long = changes.length === 0 ? [] : longNames(statement);
  const whole: SqlStatement = {
    at: statement.place(statement.whole()),
    verb: verb(statement),
    changes,
    certainty: "certain",
    ...(altersIfExists(parsed.node) ? { ifExists: true } : {}),
    ...(long.length > 0 ? { longNames: long } : {}),
  };
  if (!("DoStmt" in parsed.node)) {
    read.statements.push(whole);
    return;
  }
  const inner = openDoBlock(statement, parser, (body, part) => readStatements(body, parser, part));
  read.statements.push({ ...whole, certainty: inner.opaque ? "dynamic" : "certain" }, ...inner.statements);
  read.unread.push(...inner.unread);
}

function altersIfExists(node: Node): boolean {
  if ("AlterTableStmt" in node) return node.AlterTableStmt.missing_ok === true;
  if ("RenameStmt" in node) return node.RenameStmt.missing_ok === true;
  if ("AlterObjectSchemaStmt" in node) return node.AlterObjectSchemaStmt.missing_ok === true;
  return "AlterSeqStmt" in node && node.AlterSeqStmt.missing_ok === true;
}

/** A statement PostgreSQL refuses may be one that psql or a template engine completes first. */
function parse(written: string, parser: Parser): { text: string; parsed: Parsed } {
  const parsed = parser.parse(written);
  if (!("message" in parsed)) return { text: written, parsed };
  for (const fill of [fillVariables, fillAllTemplates, fillPlaceholders]) {
    const text = fill(written);
    if (text === written) continue;
    const again = parser.parse(text);
    if (!("message" in again)) return { text, parsed: again };
  }
  return { text: written, parsed };
}

function unread(statement: StatementText, failed: Extract<Parsed, { message: string }>): UnreadStatement {
  const start = codePointOffset(statement.text, failed.codePoint);
  const token = statement.tokens[statement.tokenAt(start)];
  const end = token && token.start === start ? token.end : Math.min(start + 1, statement.text.length);
  return {
    at: statement.place(statement.whole()),
    message: failed.message,
    stoppedAt: statement.place({ start, end }),
  };
}

/** PostgreSQL says where it stopped in characters. */
function codePointOffset(text: string, points: number): number {
  let at = 0;
  for (let point = 0; point < points && at < text.length; point++)
    at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at;
}
