import type { SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import type { Parser, PlPgSqlTree } from "./parser.ts";
import type { ReadPart } from "./block-reader.ts";
import { innerText } from "./sql-text.ts";
import type { SqlText } from "./sql-text.ts";
import { StatementText } from "./statement-text.ts";
import { BlockReader } from "./block-reader.ts";
import { literalText } from "./string-literal.ts";
import { fillAllTemplates } from "./templates.ts";

export interface DoBlock {
  readonly statements: SqlStatement[];
  readonly unread: UnreadStatement[];
  /** The block could not be looked into: what it does is not known. */
  readonly opaque: boolean;
}

/**
 * The statements inside a DO block. Its body runs as it stands; what is inside an IF, a CASE, a loop or an exception
 * handler may not (`conditional`), and a text that is put together at run time is `dynamic`.
 */
export function openDoBlock(statement: StatementText, parser: Parser, read: ReadPart): DoBlock {
  const body = bodyOf(statement);
  const tree = body && parser.parsePlPgSql(statement.text);
  if (!body || !tree) {
    // What a template engine completes is no hole inside a body: it is filled in here, and the block tried again.
    const filled = fillAllTemplates(statement.text);
    if (body && filled !== statement.text)
      return openDoBlock(new StatementText(statement.source, statement.from, filled), parser, read);
    return { statements: [], unread: [], opaque: true };
  }
  const reader = new BlockReader(body, tree.PLpgSQL_function as PlPgSqlTree, parser, read);
  reader.read();
  return { statements: reader.statements, unread: reader.unread, opaque: false };
}

/** The body is the literal that LANGUAGE does not name; only PL/pgSQL can be read. */
function bodyOf(statement: StatementText): SqlText | null {
  const { tokens } = statement;
  const language = tokens.findIndex((token) => token.kind === "word" && token.value === "language");
  const named = tokens[language + 1]?.value.replace(/^'|'$/g, "").toLowerCase();
  if (language >= 0 && named !== "plpgsql") return null;
  const body =
    tokens.find((token, index) => token.kind === "string" && index !== language + 1) ??
    tokens.find((token) => token.kind === "string");
  const literal = body && literalText(body);
  if (!literal) return null;
  const outside: SqlText = { ...statement.source, outer: (offset) => statement.source.outer(statement.from + offset) };
  return innerText(outside, literal.text, literal.map);
}
