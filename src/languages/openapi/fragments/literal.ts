import type { Json } from "../../../rule/openapi-visitor.ts";
import type { Found, PositionIndex, Range } from "../locate/position-index.ts";
import { child, segmentsOf } from "../pointer.ts";
import { closeOf, endOfExpression, endOfString, skipBlank } from "./scan.ts";

/** A value written in JavaScript or TypeScript, as far as it is known without running anything. */
export interface Literal extends PositionIndex {
  /** Undefined when nothing of it is known. Members and items that are not known are left out. */
  readonly value: Json | undefined;
  /** The objects and lists, as JSON Pointers, of which something is left out. */
  readonly partial: ReadonlySet<string>;
}

/**
 * Reads the literal at an offset: objects, lists, strings, numbers, and names that the same file gives such a literal
 * with `const`. Calls, spreads and what comes from other files are not known.
 */
export function readLiteral(text: string, start: number): Literal {
  const reader = new LiteralReader(text);
  const value = reader.read(start, "").value;
  return { value, partial: reader.partial, find: (pointer) => reader.find(pointer) };
}

interface Read {
  readonly value: Json | undefined;
  readonly end: number;
}

const deepest = 60;

class LiteralReader {
  readonly partial = new Set<string>();
  readonly #text: string;
  readonly #places = new Map<string, { key: Range | null; value: Range }>();
  /** Constants that are being read: one that leads back to itself is not known. */
  readonly #open: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  find(pointer: string): Found | undefined {
    const segments = segmentsOf(pointer);
    const known = segments.map((_, at) => segments.slice(0, at + 1).reduce(child, ""));
    for (let depth = segments.length; depth >= 0; depth--) {
      const place = this.#places.get(depth === 0 ? "" : (known[depth - 1] as string));
      if (place) return { depth, key: place.key, value: place.value, head: this.#firstToken(place.value) };
    }
    return undefined;
  }

  read(start: number, pointer: string, key: Range | null = null): Read {
    const at = skipBlank(this.#text, start);
    const read = this.#value(at, pointer);
    this.#places.set(pointer, { key, value: { start: at, end: read.end } });
    // `"a" + b`, `x.y`: what stands behind a literal makes it part of something else.
    const end = endOfExpression(this.#text, read.end);
    const rest = this.#text.slice(read.end, end).trim();
    return rest === "" || /^(?:as|satisfies)\s/.test(rest) ? { ...read, end } : { value: undefined, end };
  }

  #firstToken({ start, end }: Range): Range {
    const name = /[\w$]+/y;
    name.lastIndex = start;
    return { start, end: Math.min(end, start + (name.exec(this.#text)?.[0].length ?? 1)) };
  }

  #value(at: number, pointer: string): Read {
    const char = this.#text[at];
    if (segmentsOf(pointer).length > deepest) return { value: undefined, end: at };
    if (char === "{") return this.#object(at, pointer);
    if (char === "[") return this.#list(at, pointer);
    if (char === '"' || char === "'" || char === "`") {
      const end = endOfString(this.#text, at);
      return { value: stringOf(this.#text.slice(at + 1, end - 1), char), end };
    }
    const word = /[-\w$.]+/y;
    word.lastIndex = at;
    const token = word.exec(this.#text)?.[0] ?? "";
    const end = at + token.length;
    if (token === "true" || token === "false") return { value: token === "true", end };
    if (token === "null") return { value: null, end };
    if (/^-?\d+(?:\.\d+)?$/.test(token)) return { value: Number(token), end };
    return { value: this.#constant(token, pointer), end };
  }

  #constant(name: string, pointer: string): Json | undefined {
    if (!/^[A-Za-z_$][\w$]*$/.test(name) || this.#open.includes(name)) return undefined;
    const declared = new RegExp(`\\bconst\\s+${name.replaceAll("$", "\\$")}\\b\\s*(?::[^=;{]*)?=(?!=)`).exec(
      this.#text,
    );
    if (!declared) return undefined;
    this.#open.push(name);
    const { value } = this.read(declared.index + declared[0].length, pointer);
    this.#open.pop();
    return value;
  }

  #object(start: number, pointer: string): Read {
    const value: { [key: string]: Json } = {};
    const end = closeOf(this.#text, start);
    for (let at = skipBlank(this.#text, start + 1); at < end - 1; at = skipBlank(this.#text, at)) {
      const key = this.#key(at);
      const after = key ? skipBlank(this.#text, key.end) : at;
      const next = this.#text[after];
      if (key && next === ":") {
        const read = this.read(after + 1, child(pointer, key.name), { start: at, end: key.end });
        if (read.value === undefined) this.partial.add(pointer);
        else value[key.name] = read.value;
        at = read.end;
      } else if (key && (next === "," || next === "}")) {
        const read = this.read(at, child(pointer, key.name), { start: at, end: key.end });
        if (read.value === undefined) this.partial.add(pointer);
        else value[key.name] = read.value;
        at = after;
      } else {
        this.partial.add(pointer);
        at = endOfExpression(this.#text, at);
      }
      if (this.#text[at] !== ",") break;
      at++;
    }
    return { value, end };
  }

  #list(start: number, pointer: string): Read {
    const value: Json[] = [];
    const end = closeOf(this.#text, start);
    for (let at = skipBlank(this.#text, start + 1); at < end - 1; at = skipBlank(this.#text, at)) {
      const read = this.read(at, `${pointer}/${value.length}`);
      if (read.value === undefined) this.partial.add(pointer);
      else value.push(read.value);
      at = read.end;
      if (this.#text[at] !== ",") break;
      at++;
    }
    return { value, end };
  }

  #key(at: number): { readonly name: string; readonly end: number } | null {
    const quote = this.#text[at];
    if (quote === '"' || quote === "'") {
      const end = endOfString(this.#text, at);
      const name = stringOf(this.#text.slice(at + 1, end - 1), quote);
      return name === undefined ? null : { name, end };
    }
    const word = /[\w$]+/y;
    word.lastIndex = at;
    const name = word.exec(this.#text)?.[0];
    return name === undefined ? null : { name, end: at + name.length };
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0" };

function stringOf(inner: string, quote: string): string | undefined {
  if (quote === "`" && inner.includes("${")) return undefined;
  return inner.replace(
    /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))/g,
    (_, braced?: string, four?: string, two?: string, plain?: string) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
      return /^[\r\n]/.test(plain as string) ? "" : (escapes[plain as string] ?? (plain as string));
    },
  );
}
