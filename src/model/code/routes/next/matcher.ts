import { patternOf, segmentsOf } from "../patterns.ts";
import { type PathSpec, showPath } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { type Value } from "../program/values.ts";
import { some } from "../unless.ts";

type Matches = (path: PathSpec) => boolean | null;

/**
 * Which paths a middleware stands before, by `config.matcher`: all of them without one; null for patterns that are more
 * than parameters, a rest and what must not follow (https://nextjs.org/docs/app/api-reference/file-conventions/proxy#matcher).
 * Expressions of a project are never run: one may take forever.
 */
export function matcherOf(config: Value | undefined, machine: Machine): Matches {
  if (!config) return () => true;
  const forced = machine.force(config);
  if (forced.kind !== "record") return () => null;
  const matcher = forced.fields.get("matcher");
  if (!matcher) return () => (forced.open ? null : true);
  const given = machine.force(matcher);
  const sources = given.kind === "list" && !given.open ? given.items.map((each) => machine.force(each)) : [given];
  const patterns = sources.map((source) => matchesOf(source, machine));
  return (path) => some(patterns.map((matches) => matches(path)));
}

function matchesOf(source: Value, machine: Machine): Matches {
  if (source.kind === "record") {
    // `{ source, has, missing }` asks for more than a path.
    const inner = source.fields.get("source");
    const matches = inner ? matchesOf(machine.force(inner), machine) : () => null;
    const asksMore = source.open || source.fields.has("has") || source.fields.has("missing");
    return asksMore ? (path) => (matches(path) === false ? false : null) : matches;
  }
  if (source.kind !== "literal" || typeof source.value !== "string") return () => null;
  return exceptOf(source.value) ?? plainOf(source.value);
}

function plainOf(text: string): Matches {
  if (/^\/?\(\.\*\)$/.test(text)) return () => true;
  if (/[()?!|\\]/.test(text)) return () => null;
  const above = text.replace(/\/:\w+[*+]$/, "");
  const path: PathSpec = { kind: "path", parts: [above] };
  const covers = patternOf(path, { below: above !== text, sensitive: true });
  const needed = text.endsWith("+") ? segmentsOf(path).length : -1;
  return (route) => {
    const own = segmentsOf(route);
    return own.length === needed ? false : covers(own);
  };
}

/** `/((?!api|_next/static|favicon.ico|.*\\.png$).*)`: all but what starts so; null for any other text. */
function exceptOf(text: string): Matches | null {
  const [, list] = /^\/\(\(\?!(.*)\)\.[*+]\)$/.exec(text) ?? [];
  if (list === undefined) return null;
  const exceptions = alternatives(list);
  return (path) => {
    const own = showPath(path).slice(1);
    const excepted = some(exceptions.map((each) => startsWith(own, each)));
    return excepted === null ? null : !excepted;
  };
}

/** Parts between bars that are in no parentheses. */
function alternatives(list: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const char of list) {
    if (char === "(") depth++;
    if (char === ")") depth--;
    if (char === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** Whether a path starts with what is excepted: names of files are told by their dot, which no route without one has. */
function startsWith(path: string, excepted: string): boolean | null {
  const plain = excepted.replace(/\\([./-])/g, "$1").replace(/\$$/, "");
  if (excepted.startsWith(".*")) return /\\?\./.test(excepted.slice(2)) && !path.includes(".") ? false : null;
  if (/[()[\]{}*+?|\\^]/.test(plain)) return null;
  const known = path.replace(/\{.*$/s, "");
  if (known.startsWith(plain)) return !excepted.endsWith("$") || path === plain;
  return path !== known && plain.startsWith(known) ? null : false;
}
