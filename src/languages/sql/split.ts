import {
  blockCommentEnd,
  dollarStringEnd,
  dollarTag,
  identifierEnd,
  isDigit,
  isSpace,
  isWordStart,
  lineEnd,
  stringEnd,
  templateEnd,
  wordEnd,
} from "./scan.ts";
import type { TemplateHole } from "./scan.ts";

/** One piece of a SQL text. The slices of a text tile it: each starts where the one before ends. */
export interface Slice {
  /**
   * `statement`; `client` for a psql line (`\set …`); `copy-data` for the rows after `COPY … FROM stdin`; `blank` for
   * white space, comments and empty statements.
   */
  readonly kind: "statement" | "client" | "copy-data" | "blank";
  readonly start: number;
  readonly end: number;
  /** The first unit of the statement itself, after white space and comments; `start` for the other kinds. */
  readonly from: number;
  /** Just past its last token, without the semicolon; `end` for the other kinds. */
  readonly to: number;
  /** Template parts outside strings and comments, in order. */
  readonly holes: readonly TemplateHole[];
}

const noHoles: readonly TemplateHole[] = [];

/** Words, numbers, operators and white space without a meaning for the splitter: the regular expression goes over them far faster than code does. */
const plainRun = /[^'"$\\;(){}/-]+/y;

/** The first words of a statement that say what it is: `CREATE OR REPLACE FUNCTION`. */
const wordsThatTell = 4;

/**
 * Cuts a text into statements as psql does, in one pass and without knowing the grammar: strings of every form, nested
 * comments, dollar quotes, COPY data, `BEGIN ATOMIC` bodies and the parentheses of `CREATE RULE` keep their semicolons.
 */
export function split(text: string, start = 0, end = text.length): Slice[] {
  return new Splitter(text, start, end).run();
}

class Splitter {
  readonly #text: string;
  readonly #end: number;
  readonly #slices: Slice[] = [];
  #at: number;
  /** Where the current slice starts. */
  #start: number;
  /** The first and the end of the last token of the current statement; -1 before its first token. */
  #from = -1;
  #to = -1;
  #holes: TemplateHole[] | null = null;
  /** The first words of the statement, in lower case: enough to know COPY, CREATE FUNCTION and CREATE RULE. */
  #words: string[] = [];
  #form: "plain" | "copy" | "routine" | "rule" = "plain";
  #previousWord = "";
  #copyFromStdin = false;
  #atomicDepth = 0;
  #parentheses = 0;
  #copyDataEnds = true;

  constructor(text: string, start: number, end: number) {
    this.#text = end === text.length ? text : text.slice(0, end);
    this.#end = end;
    this.#at = start;
    this.#start = start;
  }

  run(): Slice[] {
    while (this.#at < this.#end) this.#step();
    if (this.#start < this.#end) this.#close(this.#end);
    return this.#slices;
  }

  #step(): void {
    const text = this.#text;
    const at = this.#at;
    if (this.#form === "plain" && this.#words.length >= wordsThatTell && this.#skipPlain(at)) return;
    const unit = text.charCodeAt(at);
    if (isSpace(unit)) this.#at++;
    else if (unit === 45 && text.charCodeAt(at + 1) === 45) this.#at = lineEnd(text, at + 2);
    else if (unit === 47 && text.charCodeAt(at + 1) === 42) this.#at = blockCommentEnd(text, at);
    else if (unit === 92) this.#clientLine(at);
    else if (unit === 59) this.#semicolon(at);
    else if (isWordStart(unit)) this.#word(at);
    else this.#token(at, this.#tokenEnd(at, unit));
  }

  /** Goes to the next unit that may mean something, less a word right before it: `E'…'` and `a$b$` begin there. */
  #skipPlain(at: number): boolean {
    const text = this.#text;
    plainRun.lastIndex = at;
    if (!plainRun.test(text)) return false;
    let end = plainRun.lastIndex;
    const next = text.charCodeAt(end);
    if (next === 39 || next === 36) while (end > at && isWordUnit(text.charCodeAt(end - 1))) end--;
    let last = end;
    while (last > at && isSpace(text.charCodeAt(last - 1))) last--;
    if (last > at) this.#to = last;
    this.#at = end;
    return end > at;
  }

  #tokenEnd(at: number, unit: number): number {
    const text = this.#text;
    if (unit === 39) return stringEnd(text, at, false);
    if (unit === 34) return identifierEnd(text, at);
    if (unit === 36 || unit === 123) return this.#dollarOrBrace(at, unit);
    if (unit === 40) this.#parentheses++;
    else if (unit === 41) this.#parentheses--;
    else if (isDigit(unit)) return numberEnd(text, at);
    return at + 1;
  }

  #dollarOrBrace(at: number, unit: number): number {
    const hole = templateEnd(this.#text, at);
    if (hole >= 0) {
      (this.#holes ??= []).push({ start: at, end: hole });
      return hole;
    }
    const tag = unit === 36 ? dollarTag(this.#text, at) : null;
    return tag ? dollarStringEnd(this.#text, at, tag) : at + 1;
  }

  #token(start: number, end: number): void {
    if (this.#from < 0) this.#from = start;
    this.#to = end;
    this.#at = end;
  }

  #word(at: number): void {
    const text = this.#text;
    let end = wordEnd(text, at);
    if (end - at > 1 && text.charCodeAt(end - 1) === 36 && text.charCodeAt(end) === 123) end--;
    const quote = text.charCodeAt(end);
    if (quote === 39 && end - at === 1) {
      const prefix = text.charCodeAt(at) | 32;
      if (prefix === 101) return this.#token(at, stringEnd(text, end, true));
    }
    this.#token(at, end);
    if (this.#form === "plain" && this.#words.length >= wordsThatTell) return;
    this.#keyword(text.slice(at, end).toLowerCase());
  }

  #keyword(word: string): void {
    if (this.#words.length < wordsThatTell) {
      this.#words.push(word);
      this.#form = formOf(this.#words);
    }
    if (this.#form === "copy") {
      if (word === "stdin" && this.#previousWord === "from") this.#copyFromStdin = true;
    } else if (this.#form === "routine" && this.#parentheses === 0) {
      if (word === "atomic" && this.#previousWord === "begin") this.#atomicDepth++;
      else if (this.#atomicDepth > 0 && word === "case") this.#atomicDepth++;
      else if (this.#atomicDepth > 0 && word === "end") this.#atomicDepth--;
    }
    this.#previousWord = word;
  }

  #semicolon(at: number): void {
    this.#at = at + 1;
    if (this.#atomicDepth > 0 || (this.#form === "rule" && this.#parentheses > 0)) {
      this.#to = at + 1;
      return;
    }
    const copies = this.#copyFromStdin;
    this.#close(at + 1);
    if (copies) this.#copyData();
  }

  /** Rows go from the next line to a line `\.`; without that line there are none (the driver sends them another way). */
  #copyData(): void {
    if (!this.#copyDataEnds) return;
    const text = this.#text;
    const lineBreak = text.indexOf("\n", this.#at);
    let close = lineBreak < 0 ? -1 : lineBreak;
    while (close >= 0) {
      close = text.indexOf("\n\\.", close);
      if (close < 0 || isLineBreakOrEnd(text, close + 3)) break;
      close += 3;
    }
    if (close < 0) {
      this.#copyDataEnds = false;
      return;
    }
    this.#push("copy-data", Math.min(lineEnd(text, close + 3) + 1, this.#end));
  }

  /** A psql line ends the statement before it, if there is one (`SELECT 1 \gset`). */
  #clientLine(at: number): void {
    if (this.#from >= 0) this.#close(at);
    let end = lineEnd(this.#text, at);
    if (this.#text.charCodeAt(end) === 13) end++;
    if (this.#text.charCodeAt(end) === 10) end++;
    this.#push("client", Math.min(end, this.#end));
  }

  #close(end: number): void {
    if (this.#from < 0) this.#push("blank", end);
    else {
      this.#slices.push({
        kind: "statement",
        start: this.#start,
        end,
        from: this.#from,
        to: this.#to,
        holes: this.#holes ?? noHoles,
      });
      this.#reset(end);
    }
  }

  #push(kind: Slice["kind"], end: number): void {
    this.#slices.push({ kind, start: this.#start, end, from: this.#start, to: end, holes: noHoles });
    this.#reset(end);
  }

  #reset(end: number): void {
    this.#start = end;
    this.#at = end;
    this.#from = -1;
    this.#to = -1;
    this.#holes = null;
    this.#words = [];
    this.#form = "plain";
    this.#previousWord = "";
    this.#copyFromStdin = false;
    this.#atomicDepth = 0;
    this.#parentheses = 0;
  }
}

function formOf(words: readonly string[]): "plain" | "copy" | "routine" | "rule" {
  if (words[0] === "copy") return "copy";
  if (words[0] !== "create") return "plain";
  const object = words[1] === "or" && words[2] === "replace" ? words[3] : words[1];
  if (object === "function" || object === "procedure") return "routine";
  return object === "rule" ? "rule" : "plain";
}

function isLineBreakOrEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at >= text.length || unit === 10 || unit === 13;
}

function numberEnd(text: string, at: number): number {
  let here = at + 1;
  while (here < text.length && isNumberPart(text.charCodeAt(here))) here++;
  return here;
}

function isWordUnit(unit: number): boolean {
  return isWordStart(unit) || isDigit(unit);
}

function isNumberPart(unit: number): boolean {
  return isDigit(unit) || unit === 46 || unit === 95;
}
