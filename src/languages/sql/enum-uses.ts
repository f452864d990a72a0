import type { SqlStatement } from "../../facts/sql.ts";
import { literalText } from "./string-literal.ts";
import { tokenize } from "./tokens.ts";

/** A statement longer than this is data, not worth a second look. */
const longest = 200_000;

/**
 * Notes in each statement after an ALTER TYPE … ADD VALUE the values added so far that stand in it as literals: whether
 * a value is used in the transaction that adds it cannot be told without the text. `text` is the file's own.
 */
export function withEnumUses(statements: readonly SqlStatement[], text: string): readonly SqlStatement[] {
  const added = new Set<string>();
  return statements.map((statement) => {
    const values = statement.changes.flatMap((change) => (change.kind === "add-enum-value" ? change.value : []));
    for (const value of values) added.add(value);
    const { start, end } = statement.at;
    if (added.size === 0 || values.length > 0 || end - start > longest) return statement;
    const used = tokenize(text.slice(start, end)).flatMap((token) =>
      token.kind === "string" ? (literalText(token)?.text ?? []) : [],
    );
    const mentions = [...new Set(used)].filter((value) => added.has(value));
    return mentions.length === 0 ? statement : { ...statement, mentions };
  });
}
