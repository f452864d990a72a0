import type { StatementText } from "./statement-text.ts";

/** The text behind a name that begins at or after an offset: `a`, `b.a`, `"x"."y"`. Comments are kept, for what follows is printed as written. */
export function textAfterName(statement: StatementText, offset: number): string {
  return statement.text.slice(nameEnd(statement, statement.tokenAt(offset))).trim();
}

/** The text behind the name that follows one of these words, with `IF NOT EXISTS` between them passed over. */
export function textAfterNamed(statement: StatementText, ...words: readonly string[]): string {
  let index = Math.min(...words.map((word) => statement.find(word)).filter((at) => at >= 0)) + 1;
  while (["if", "not", "exists"].includes(statement.tokens[index]?.value ?? "")) index++;
  return statement.text.slice(nameEnd(statement, index)).trim();
}

/** Where the name ends whose first part is the token `index`. */
function nameEnd(statement: StatementText, index: number): number {
  const { tokens } = statement;
  let last = index;
  while (tokens[last + 1]?.value === ".") last += 2;
  return tokens[last]?.end ?? statement.text.length;
}
