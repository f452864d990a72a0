import type { Part } from "../statements.ts";
import type { DownSection, Section } from "./section.ts";
import { whole } from "./whole.ts";

/** Formatted SQL: change sets of `--changeset author:id attributes`, each with its own `--rollback` lines or blocks. */
export function liquibase(text: string): Section[] {
  const heads = [...text.matchAll(/^[ \t]*--[ \t]*changeset[ \t]+(\S+:[^\s]+)([^\r\n]*)/gim)];
  if (heads.length === 0) return whole(text);
  return heads.flatMap((head, index) => {
    const attributes = head[2] ?? "";
    if (!forPostgres(attributes)) return [];
    const part: Part = { start: head.index, end: heads[index + 1]?.index ?? text.length };
    const transaction = /\brunInTransaction:\s*"?false/i.test(attributes) ? false : null;
    return [{ id: head[1] as string, up: [part], down: rollback(text, part), transaction }];
  });
}

/** `dbms:postgresql`, `dbms:!oracle`: without the attribute a change set is for every database. */
function forPostgres(attributes: string): boolean {
  const list = /\bdbms:\s*"?([^\s"]+)/i.exec(attributes)?.[1]?.toLowerCase().split(",");
  if (!list) return true;
  const named = list.filter((name) => !name.startsWith("!"));
  return !list.includes("!postgresql") && (named.length === 0 || named.includes("postgresql") || named.includes("all"));
}

/**
 * The rollback's lines are comments of the up: its text is the change set with everything but those lines blanked, and so
 * keeps every offset.
 */
function rollback(text: string, part: Part): DownSection | null {
  const inside = text.slice(part.start, part.end);
  const pieces: Part[] = [];
  let first: Part | null = null;
  for (const match of inside.matchAll(
    /^([ \t]*--[ \t]*rollback\b)([^\r\n]*)|\/\*[ \t]*liquibase[ \t]+rollback\b([^]*?)\*\//gim,
  )) {
    const start = part.start + match.index;
    first ??= { start, end: start + match[0].split(/[\r\n]/, 1)[0]!.length };
    const body = (match[2] ?? match[3]) as string;
    if (/^\s*(empty|not required)\s*;?\s*$/i.test(body)) continue;
    const from = start + match[0].indexOf(body, match[1]?.length ?? match[0].search(/rollback/i) + 8);
    pieces.push({ start: from, end: from + body.length });
  }
  if (!first) return null;
  return { at: first, parts: [part], text: blankExcept(text, part, pieces) };
}

function blankExcept(text: string, part: Part, kept: readonly Part[]): string {
  let blanked = "";
  let at = part.start;
  for (const piece of kept) {
    blanked += blank(text.slice(at, piece.start)) + text.slice(piece.start, piece.end);
    at = piece.end;
  }
  return " ".repeat(part.start) + blanked + blank(text.slice(at, part.end));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
