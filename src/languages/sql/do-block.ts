import type { SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import { constantText } from "./constant-text.ts";
import type { Parser, PlPgSqlTree } from "./parser.ts";
import type { Part, ReadStatements } from "./statements.ts";
import { innerText } from "./sql-text.ts";
import type { SqlText } from "./sql-text.ts";
import type { StatementText } from "./statement-text.ts";
import { literalText } from "./string-literal.ts";
import { tokenize } from "./tokens.ts";

export interface DoBlock {
  readonly statements: SqlStatement[];
  readonly unread: UnreadStatement[];
  /** The block could not be looked into: what it does is not known. */
  readonly opaque: boolean;
}

type Certainty = SqlStatement["certainty"];
type Read = (text: SqlText, part: Part) => ReadStatements;

/**
 * The statements inside a DO block. Its body runs as it stands; what is inside an IF, a CASE, a loop or an exception
 * handler may not (`conditional`), and a text that is put together at run time is `dynamic`.
 */
export function openDoBlock(statement: StatementText, parser: Parser, read: (text: SqlText, part: Part) => ReadStatements): DoBlock {
  const body = bodyOf(statement);
  const tree = body && parser.parsePlPgSql(statement.text);
  if (!body || !tree) return { statements: [], unread: [], opaque: true };
  const reader = new BlockReader(body, parser, read);
  reader.walk(tree.PLpgSQL_function, "certain");
  return { statements: reader.statements, unread: reader.unread, opaque: false };
}

/** The body is the literal that LANGUAGE does not name; only PL/pgSQL can be read. */
function bodyOf(statement: StatementText): SqlText | null {
  const { tokens } = statement;
  const language = tokens.findIndex((token) => token.kind === "word" && token.value === "language");
  const named = tokens[language + 1]?.value.replace(/^'|'$/g, "").toLowerCase();
  if (language >= 0 && named !== "plpgsql") return null;
  const body = tokens.find((token, index) => token.kind === "string" && index !== language + 1) ?? tokens.find((token) => token.kind === "string");
  const literal = body && literalText(body);
  if (!literal) return null;
  const outside: SqlText = { ...statement.source, outer: (offset) => statement.source.outer(statement.from + offset) };
  return innerText(outside, literal.text, literal.map);
}

/** Keys under which PL/pgSQL's dump keeps statements that run only in some cases. */
const branches = new Set(["then_body", "else_body", "elsif_list", "case_when_list", "else_stmts", "exceptions"]);

class BlockReader {
  readonly statements: SqlStatement[] = [];
  readonly unread: UnreadStatement[] = [];
  readonly #body: SqlText;
  readonly #parser: Parser;
  readonly #read: Read;
  readonly #lineStarts: readonly number[];
  /** Statements come in the order of the text: each is looked for behind the one before. */
  #cursor = 0;

  constructor(body: SqlText, parser: Parser, read: Read) {
    this.#body = body;
    this.#parser = parser;
    this.#read = read;
    this.#lineStarts = [0, ...[...body.text.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  walk(node: unknown, certainty: Certainty): void {
    if (Array.isArray(node)) {
      for (const item of node) this.walk(item, certainty);
    } else if (node !== null && typeof node === "object") {
      for (const [key, value] of Object.entries(node as PlPgSqlTree)) this.#visit(key, value, certainty);
    }
  }

  #visit(key: string, value: unknown, certainty: Certainty): void {
    if (value === null || typeof value !== "object") return;
    const node = value as PlPgSqlTree;
    if (key === "PLpgSQL_stmt_execsql") this.#statement(queryOf(node.sqlstmt), node.lineno, certainty);
    else if (key === "PLpgSQL_stmt_dynexecute") this.#execute(queryOf(node.query), node.lineno, certainty);
    else if (key === "datums") return;
    else this.walk(value, branches.has(key) || /_stmt_(fors|fori|forc|foreach_a|dynfors|while|loop)$/.test(key) ? "conditional" : certainty);
  }

  #statement(query: string | null, line: unknown, certainty: Certainty): void {
    if (query === null) return;
    const start = this.#find(query, line);
    // `SELECT … INTO variable` is kept without its INTO and found nowhere; it writes no schema.
    if (start >= 0) this.#add(this.#read(this.#body, { start, end: start + query.length }), certainty);
  }

  /** EXECUTE of a known text is that text's statements; of any other, a statement nothing is known about. */
  #execute(query: string | null, line: unknown, certainty: Certainty): void {
    if (query === null) return;
    const start = Math.max(this.#find(query, line), 0);
    const outer = (offset: number): number => this.#body.outer(start + offset);
    const tokens = tokenize(query);
    const single = tokens.length === 1 && tokens[0]?.kind === "string" ? literalText(tokens[0]) : null;
    const known = single ? null : constantText(query, this.#parser);
    if (single) this.#addWhole(innerText({ ...this.#body, outer }, single.text, single.map), certainty);
    else if (known !== null) this.#addWhole({ file: this.#body.file, text: known, outer: () => outer(0) }, certainty);
    else {
      const from = outer(0);
      this.statements.push({ at: { file: this.#body.file, start: from, end: outer(query.length - 1) + 1 }, verb: "EXECUTE", changes: [], certainty: "dynamic" });
    }
  }

  #addWhole(text: SqlText, certainty: Certainty): void {
    this.#add(this.#read(text, { start: 0, end: text.text.length }), certainty);
  }

  #add(read: ReadStatements, certainty: Certainty): void {
    for (const statement of read.statements) this.statements.push(statement.certainty === "certain" ? { ...statement, certainty } : statement);
    this.unread.push(...read.unread);
  }

  #find(query: string, line: unknown): number {
    const lineStart = typeof line === "number" ? (this.#lineStarts[line - 1] ?? 0) : 0;
    const found = this.#body.text.indexOf(query, Math.max(this.#cursor, lineStart));
    if (found >= 0) this.#cursor = found + query.length;
    return found;
  }
}

function queryOf(expression: unknown): string | null {
  const inner = (expression as { PLpgSQL_expr?: { query?: unknown } } | undefined)?.PLpgSQL_expr;
  return typeof inner?.query === "string" ? inner.query : null;
}
