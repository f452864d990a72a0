import type { Range } from "../statement-text.ts";
import { tokenize } from "../tokens.ts";

/** A text whose parameters PostgreSQL's grammar does not know, filled with what it does; offsets stay what they are. */
export interface Filled {
  readonly text: string;
  /** What stands for a value the source does not tell. */
  readonly values: readonly Range[];
  /** What stands for a name or a piece of SQL. */
  readonly names: readonly Range[];
}

/**
 * `:name` and `:...names` of TypeORM, Knex and Sequelize; `$(name)`, `${name}`, `$[name]`, `$<name>`, `$/name/` and their
 * filters of pg-promise, of which `:name`, `~`, `:raw`, `^`, `:alias`, `:value` and `#` put something into the text that
 * is no value; and `{{name}}` and `{{name::type}}` of templates. Quoted text and casts are left.
 */
const variables =
  /--[^\r\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|::|(?<promise>\$(?:\(\s*[\w.]+[^)\s]*\s*\)|\{\s*[\w.]+[^}\s]*\s*\}|\[\s*[\w.]+[^\]\s]*\s*\]|<\s*[\w.]+[^>\s]*\s*>|\/\s*[\w.]+[^/\s]*\s*\/|\d+(?::[a-z]+|[~^#]))|\{\{\s*[\w.]+(?:::[\w[\]]+)?\s*\}\})|(?<![\w:])(?<named>:(?:\.\.\.)?[A-Za-z_]\w*)/g;
const putsText = /(?::(?:name|raw|alias|value)|[~^#])\W?$/;

function fillVariables(written: string): Filled {
  const values: Range[] = [];
  const names: Range[] = [];
  const text = written.replace(variables, (whole: string, ...more: unknown[]) => {
    const { promise, named } = more.at(-1) as { promise?: string; named?: string };
    if (promise === undefined && named === undefined) return whole;
    const start = more.at(-3) as number;
    const isText = promise !== undefined && putsText.test(promise);
    (isText ? names : values).push({ start, end: start + whole.length });
    return isText ? "h".padEnd(whole.length, "_") : "$1".padEnd(whole.length);
  });
  return { text, values, names };
}

/** `?` is a value and `??` a name for Knex, Sequelize, mysql2 and others. */
function fillQuestionMarks(written: string): Filled {
  const values: Range[] = [];
  const names: Range[] = [];
  let text = "";
  let at = 0;
  const tokens = tokenize(written);
  for (const [index, token] of tokens.entries()) {
    if (token.value !== "?" || token.kind !== "operator" || token.start < at) continue;
    const next = tokens[index + 1];
    const double = next?.value === "?" && next.start === token.end;
    const end = double ? next.end : token.end;
    text += written.slice(at, token.start) + (double ? "_a" : "0");
    (double ? names : values).push({ start: token.start, end });
    at = end;
  }
  return { text: text + written.slice(at), values, names };
}

/** The forms a text may have to be read in, the one as written first; each is made when the one before was refused. */
export function* readings(written: string): Generator<Filled> {
  const plain: Filled = { text: written, values: [], names: [] };
  yield plain;
  const named = fillVariables(written);
  if (named.text !== written) yield named;
  const marked = fillQuestionMarks(written);
  if (marked.text === written) return;
  yield marked;
  if (named.text === written) return;
  const both = fillQuestionMarks(named.text);
  yield {
    text: both.text,
    values: [...named.values, ...both.values],
    names: [...named.names, ...both.names],
  };
}
