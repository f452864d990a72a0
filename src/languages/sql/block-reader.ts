import type { SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import { constantElements, constantRows } from "./constant-rows.ts";
import type { ConstantRow } from "./constant-rows.ts";
import { constantText } from "./constant-text.ts";
import type { Variables } from "./constant-text.ts";
import type { Parser, PlPgSqlTree } from "./parser.ts";
import { mayLeave, queryOf, variableName } from "./plpgsql.ts";
import { innerText } from "./sql-text.ts";
import type { SqlText } from "./sql-text.ts";
import type { Part, ReadStatements } from "./statements.ts";
import { literalText } from "./string-literal.ts";
import { tokenize } from "./tokens.ts";

export type ReadPart = (text: SqlText, part: Part) => ReadStatements;

/** Under what a statement of the block runs. */
interface Context {
  readonly certainty: SqlStatement["certainty"];
  readonly variables: Variables;
}

/** Keys under which the tree keeps statements that run only in some cases. */
const branches = new Set(["then_body", "else_body", "elsif_list", "case_when_list", "else_stmts", "exceptions"]);
const loops = /^PLpgSQL_stmt_(fori|forc|dynfors|while|loop)$/;

/** Walks the tree of a block and reads the SQL in it. */
export class BlockReader {
  readonly statements: SqlStatement[] = [];
  readonly unread: UnreadStatement[] = [];
  readonly #body: SqlText;
  readonly #block: PlPgSqlTree;
  readonly #parser: Parser;
  readonly #read: ReadPart;
  readonly #lineStarts: readonly number[];
  /** Statements come in the order of the text: each is looked for behind the one before. */
  #cursor = 0;

  constructor(body: SqlText, block: PlPgSqlTree, parser: Parser, read: ReadPart) {
    this.#body = body;
    this.#block = block;
    this.#parser = parser;
    this.#read = read;
    this.#lineStarts = [0, ...[...body.text.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  read(): void {
    this.#walk(this.#block.action, { certainty: "certain", variables: new Map() });
  }

  #walk(node: unknown, context: Context): void {
    if (Array.isArray(node)) {
      for (const item of node) this.#walk(item, context);
    } else if (node !== null && typeof node === "object") {
      for (const [key, value] of Object.entries(node as PlPgSqlTree))
        if (value !== null && typeof value === "object") this.#visit(key, value as PlPgSqlTree, context);
    }
  }

  #visit(key: string, node: PlPgSqlTree, context: Context): void {
    if (key === "PLpgSQL_stmt_execsql") this.#statement(queryOf(node.sqlstmt), node.lineno, context);
    else if (key === "PLpgSQL_stmt_dynexecute") this.#execute(queryOf(node.query), node.lineno, context);
    else if (key === "PLpgSQL_stmt_fors")
      this.#loop(node, node.var, constantRows(queryOf(node.query) ?? "", this.#parser), context);
    else if (key === "PLpgSQL_stmt_foreach_a")
      this.#loop(node, node.varno, constantElements(queryOf(node.expr) ?? "", this.#parser), context);
    else this.#walk(node, branches.has(key) || loops.test(key) ? { ...context, certainty: "conditional" } : context);
  }

  /** A loop over rows that stand in the text runs once for each; one over a table may not run at all. */
  #loop(node: PlPgSqlTree, variable: unknown, rows: readonly ConstantRow[] | null, context: Context): void {
    const name = variableName(variable, (this.#block.datums as unknown[] | undefined) ?? []);
    if (rows === null || name === null) {
      this.#walk(node.body, { ...context, certainty: "conditional" });
      return;
    }
    const certainty = mayLeave(node.body) ? "conditional" : context.certainty;
    const start = this.#cursor;
    for (const row of rows) {
      this.#cursor = start;
      const variables = new Map(context.variables);
      for (const [column, value] of row.columns) variables.set(`${name}.${column}`, value);
      if (row.only !== null) variables.set(name, row.only);
      this.#walk(node.body, { certainty, variables });
    }
  }

  #statement(query: string | null, line: unknown, context: Context): void {
    if (query === null) return;
    const start = this.#find(query, line);
    // `SELECT … INTO variable` is kept without its INTO and found nowhere; it writes no schema.
    if (start >= 0) this.#add(this.#read(this.#body, { start, end: start + query.length }), context);
  }

  /** EXECUTE of a known text is that text's statements; of any other, a statement nothing is known about. */
  #execute(query: string | null, line: unknown, context: Context): void {
    if (query === null) return;
    const start = Math.max(this.#find(query, line), 0);
    const outer = (offset: number): number => this.#body.outer(start + Math.min(offset, query.length - 1));
    const place = { start: outer(0), end: outer(query.length - 1) + 1 };
    const tokens = tokenize(query);
    const single = tokens.length === 1 && tokens[0]?.kind === "string" ? literalText(tokens[0]) : null;
    const known = single ? null : constantText(query, context.variables, this.#parser);
    if (single) this.#addWhole(innerText({ ...this.#body, outer }, single.text, single.map), context);
    else if (known !== null) this.#addWhole({ file: this.#body.file, text: known, outer, spread: place }, context);
    else
      this.statements.push({
        at: { file: this.#body.file, ...place },
        verb: "EXECUTE",
        changes: [],
        certainty: "dynamic",
      });
  }

  #addWhole(text: SqlText, context: Context): void {
    this.#add(this.#read(text, { start: 0, end: text.text.length }), context);
  }

  #add(read: ReadStatements, { certainty }: Context): void {
    for (const statement of read.statements)
      this.statements.push(statement.certainty === "certain" ? { ...statement, certainty } : statement);
    this.unread.push(...read.unread);
  }

  #find(query: string, line: unknown): number {
    const lineStart = typeof line === "number" ? (this.#lineStarts[line - 1] ?? 0) : 0;
    const found = this.#body.text.indexOf(query, Math.max(this.#cursor, lineStart));
    if (found >= 0) this.#cursor = found + query.length;
    return found;
  }
}
