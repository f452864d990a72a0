import { Buffer } from "node:buffer";
import type { PGNode } from "pgsql-ast-parser";
import type { StatementText } from "../../statement-text.ts";
import type { Token } from "../../tokens.ts";

/**
 * Where the parts of a tree of `pgsql-ast-parser` stand, counted as PostgreSQL's parser counts: in bytes. What that tree
 * says is not always exact (an operand's place may be that of the parentheses or the FILTER around it), so tokens decide.
 */
export class Places {
  readonly #statement: StatementText;

  constructor(statement: StatementText) {
    this.#statement = statement;
  }

  /** Where a part begins; none when the tree does not say. */
  start({ _location: location }: PGNode): { readonly location?: number } {
    return location ? { location: this.#bytes(location.start) } : {};
  }

  /** Where the last token of a part begins. */
  last({ _location: location }: PGNode): { readonly location?: number } {
    const token = location && this.#statement.tokens[this.#statement.tokenAt(location.end) - 1];
    return token ? { location: this.#bytes(token.start) } : {};
  }

  /** Where a number of a part begins, the first or the last: there, that of FETCH FIRST 3 ROWS ONLY begins at FETCH. */
  number({ _location: location }: PGNode, which: "first" | "last" = "first"): { readonly location?: number } {
    if (!location) return {};
    const { tokens } = this.#statement;
    const from = this.#statement.tokenAt(location.start);
    const inside = tokens.slice(from, this.#statement.tokenAt(location.end));
    const at = which === "first" ? inside.findIndex(isNumber) : inside.findLastIndex(isNumber);
    const hasSign = tokens[from]?.value === "-" && at === 1;
    return this.#at(hasSign ? from : from + Math.max(at, 0));
  }

  /** Where a name begins, of which the tree may only say what it stands in. */
  name(node: PGNode, first: string): { readonly location?: number } {
    const { _location: location } = node;
    if (!location) return {};
    const { tokens } = this.#statement;
    for (let at = this.#statement.tokenAt(location.start); (tokens[at]?.start ?? location.end) < location.end; at++)
      if (tokens[at]?.value === first && tokens[at]?.kind !== "string") return this.#at(at);
    return this.start(node);
  }

  /** Where the last of these words in a part begins: `is` of `a IS NOT NULL`. */
  lastWord({ _location: location }: PGNode, ...words: readonly string[]): { readonly location?: number } {
    if (!location) return {};
    const { tokens } = this.#statement;
    for (let at = this.#statement.tokenAt(location.end) - 1; (tokens[at]?.start ?? -1) >= location.start; at--)
      if (tokens[at]?.kind === "word" && words.includes(tokens[at]?.value ?? "")) return this.#at(at);
    return {};
  }

  /** Where the parenthesis before a part begins, which the tree leaves out. */
  parenthesis({ _location: location }: PGNode): { readonly location?: number } {
    if (!location) return {};
    const before = this.#statement.tokenAt(location.start) - 1;
    return this.#statement.tokens[before]?.value === "(" ? this.#at(before) : { location: this.#bytes(location.start) };
  }

  isInParentheses({ _location: location }: PGNode): boolean {
    if (!location) return false;
    const { tokens } = this.#statement;
    const first = this.#statement.tokenAt(location.start);
    return tokens[first]?.value === "(" || tokens[first - 1]?.value === "(";
  }

  #at(token: number): { readonly location?: number } {
    const start = this.#statement.tokens[token]?.start;
    return start === undefined ? {} : { location: this.#bytes(start) };
  }

  #bytes(offset: number): number {
    return Buffer.byteLength(this.#statement.text.slice(0, offset));
  }
}

function isNumber({ kind }: Token): boolean {
  return kind === "number";
}
