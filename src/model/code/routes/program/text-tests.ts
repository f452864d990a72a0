import type { TextPart } from "./truth.ts";
import { literal, unknown, type Value } from "./values.ts";

/** What can be asked of a string some parts of which are not known: decided where the known parts decide it. */
export function testText(parts: readonly TextPart[], key: string, wanted: string): Value | null {
  switch (key) {
    case "startsWith":
      return answer(startsWith(parts, wanted));
    case "endsWith":
      return answer(startsWith(parts.toReversed().map(mirrored), [...wanted].toReversed().join("")));
    case "includes":
      return answer(includes(parts, wanted));
    case "===":
      return answer(equals(parts, wanted));
    default:
      return null;
  }
}

function answer(value: boolean | null): Value {
  return value === null ? unknown(null, "path") : literal(value);
}

/** A parameter of a path is one segment, however long: what asks for other segments than a path has is not in it. */
function includes(parts: readonly TextPart[], wanted: string): boolean | null {
  if (parts.some((part) => typeof part === "string" && part.includes(wanted))) return true;
  if (isKnown(parts)) return false;
  if (!parts.every((part) => typeof part === "string" || /^\{[^*]/.test(part.symbol))) return null;
  const own = parts
    .map((part) => (typeof part === "string" ? part : OPEN))
    .join("")
    .split("/");
  const asked = wanted.split("/");
  if (asked.length < 2) return null;
  const fits = (segment: string | undefined, each: string, index: number): boolean => {
    if (segment === undefined) return false;
    if (segment.includes(OPEN)) return true;
    if (index === 0) return segment.endsWith(each);
    return index === asked.length - 1 ? segment.startsWith(each) : segment === each;
  };
  return own.some((_, from) => asked.every((each, index) => fits(own[from + index], each, index))) ? null : false;
}

/** Stands for a parameter: no path holds it. */
const OPEN = "\0";

function isKnown(parts: readonly TextPart[]): boolean {
  return parts.every((part) => typeof part === "string");
}

function mirrored(part: TextPart): TextPart {
  return typeof part === "string" ? [...part].toReversed().join("") : part;
}

function startsWith(parts: readonly TextPart[], wanted: string): boolean | null {
  const [head] = parts;
  const known = typeof head === "string" ? head : "";
  if (known.length >= wanted.length || isKnown(parts)) return known.startsWith(wanted);
  return wanted.startsWith(known) ? null : false;
}

function equals(parts: readonly TextPart[], wanted: string): boolean | null {
  if (isKnown(parts)) return parts.join("") === wanted;
  // A parameter is never empty: what is known already, with more to come, is not all of it.
  return parts[0] === wanted || startsWith(parts, wanted) === false ? false : null;
}

/**
 * `/^\/api\/v1\//i` as the plain text it looks for; null for an expression that says more. Expressions of a project are
 * never run: one may take forever.
 */
export function testRegex(expression: string, parts: readonly TextPart[]): Value {
  const end = expression.lastIndexOf("/");
  // `^\/api(?:\/|$)`: all of it, or what is below.
  const [, above] = /^(.*)\((?:\?:)?(?:\\\/\|\$|\$\|\\\/)\)$/.exec(expression.slice(0, end)) ?? [];
  if (above !== undefined) {
    const flags = expression.slice(end);
    const either = [`${above}\\/${flags}`, `${above}$${flags}`].map((each) => testRegex(each, parts));
    const isTrue = either.find((each) => each.kind === "literal" && each.value === true);
    return isTrue ?? either.find((each) => each.kind !== "literal") ?? literal(false);
  }
  const ignoresCase = expression.slice(end + 1).includes("i");
  const [, start, body = "", stop] = /^(\^?)(.*?)(\$?)$/.exec(expression.slice(1, end)) ?? [];
  // `\d+` is any number: one stands for all, in the path as well, where the expression names no other.
  const counts = /\\d\+/.test(body) && !/\d/.test(body.replace(/\\d\+/g, ""));
  const numbered = (text: string): string => (counts ? text.replace(/\d+/g, "0") : text);
  const plain = (counts ? body.replace(/\\d\+/g, "0") : body).replace(/\\([/.-])/g, "$1");
  if (/[\\*+?()[\]{}|^$]/.test(plain) || /(^|[^\\])\./.test(body)) return unknown(null, "path");
  const lower = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const lowered = parts.map((part) => (typeof part === "string" ? lower(numbered(part)) : part));
  const key = start && stop ? "===" : start ? "startsWith" : stop ? "endsWith" : "includes";
  return testText(lowered, key, lower(plain)) ?? unknown(null, "path");
}
