import { tokenize } from "./tokens.ts";

/** `?` is a value and `??` a name for Knex, Sequelize, db-migrate and others: both become text of the same length. */
export function fillPlaceholders(text: string): string {
  let filled = "";
  let at = 0;
  const tokens = tokenize(text);
  tokens.forEach((token, index) => {
    if (token.value !== "?" || token.start < at) return;
    const next = tokens[index + 1];
    const double = next?.value === "?" && next.start === token.end;
    filled += text.slice(at, token.start) + (double ? "_a" : "0");
    at = double ? next.end : token.end;
  });
  return filled + text.slice(at);
}
