import type { Node } from "libpg-query";
import { quoteName } from "../../keywords.ts";
import type { StatementText } from "../../statement-text.ts";
import { gather } from "./columns.ts";
import { span } from "./spans.ts";

/** An expression on one line, its words folded as PostgreSQL folds them and its columns without qualifiers: `lower(email)`. */
export function print(node: Node, statement: StatementText): string {
  const qualifiers = new Map<number, number>();
  gather(node, ({ location, fields = [] }) => {
    qualifiers.set(statement.offset(location), fields.length - 1);
  });
  const { start, end } = span(node, statement);
  let text = "";
  let previous = -1;
  for (let at = statement.tokenAt(start); at < statement.tokens.length; at++) {
    at += 2 * (qualifiers.get(statement.tokens[at]?.start ?? -1) ?? 0);
    const token = statement.tokens[at];
    if (!token || token.start >= end) break;
    if (previous >= 0 && previous < token.start && text !== "" && !text.endsWith("(")) text += " ";
    text += token.kind === "name" ? quoteName(token.value) : token.value;
    previous = token.end;
  }
  return text;
}
