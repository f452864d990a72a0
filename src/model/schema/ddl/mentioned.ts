import { tokens } from "../tokens.ts";

/** The keys of what an expression may call and cast to. */
export function needsOfExpressions(texts: readonly (string | null | undefined)[]): readonly string[] {
  const needs = new Set<string>();
  for (const text of texts) {
    if (text == null) continue;
    const all = tokens(text);
    all.forEach((token, at) => {
      if (token.kind !== "name") return;
      if (all[at + 1]?.text === "(") needs.add(`call:${token.name}`);
      const first = all[at - 1]?.text === "." ? at - 2 : at;
      if (all[first - 1]?.text === "::") needs.add(`type:${token.name}`);
    });
  }
  return [...needs];
}

/** The keys of every type, table, view and function that a statement's text may name; what stands in strings is not read. */
export function needsOfText(text: string): readonly string[] {
  const needs = new Set<string>();
  const all = tokens(text);
  all.forEach((token, at) => {
    if (token.kind !== "name") return;
    needs.add(`type:${token.name}`);
    if (all[at + 1]?.text === "(") needs.add(`call:${token.name}`);
  });
  return [...needs];
}
