import { doubtsOf, partsOf, type TextPart } from "./program/truth.ts";
import { options, type Value } from "./program/values.ts";

/** A path a route or a mount is given. */
export type PathSpec =
  | { readonly kind: "path"; readonly parts: readonly TextPart[] }
  /** A regular expression, as written. */
  | { readonly kind: "regex"; readonly text: string }
  | { readonly kind: "unknown" };

export const ROOT: PathSpec = { kind: "path", parts: [] };

/** Every path a value gives: arrays give each of theirs. */
export function pathSpecs(value: Value): readonly PathSpec[] {
  if (value.kind === "list")
    return [...value.items.flatMap(pathSpecs), ...(value.open ? [{ kind: "unknown" } as const] : [])];
  if (value.kind === "regex") return [{ kind: "regex", text: value.text }];
  const parts = partsOf(value);
  if (parts && isGrounded(value, parts)) return [{ kind: "path", parts }];
  if (
    value.kind === "choice" &&
    options(value).every((option) => option.kind === "literal" && typeof option.value === "string")
  )
    return options(value).flatMap(pathSpecs);
  return [{ kind: "unknown" }];
}

/** Whether the first argument of `use` is a path: a text, or what is named like one and stands before something else. */
export function isPath(value: Value, count: number): boolean {
  if (value.kind === "list") return value.items.length > 0 && value.items.every((item) => isPath(item, 2));
  if (value.kind === "text" || value.kind === "regex") return true;
  return options(value).some((option) => {
    if (option.kind === "literal") return typeof option.value === "string";
    if (option.kind !== "unknown" || count < 2) return false;
    return (
      doubtsOf(option).includes("config") ||
      /path|prefix|route|base|url|endpoint|mount|^[A-Z][A-Z0-9_]*$/i.test(option.name ?? "")
    );
  });
}

/** A prefix that comes from settings stays symbolic; a variable nothing is known of is no path. */
function isGrounded(value: Value, parts: readonly TextPart[]): boolean {
  if (parts.some((part) => typeof part === "string")) return true;
  const [only] = parts;
  const constant = typeof only === "object" && /^[A-Z][A-Z0-9_]*$/.test(only.symbol);
  return constant || doubtsOf(value).includes("config") || parts.length === 0;
}

/** Joins a prefix and a path, with one slash between them. */
export function joinPath(prefix: PathSpec, path: PathSpec): PathSpec {
  if (prefix.kind !== "path" || path.kind !== "path") return prefix.kind === "path" ? path : prefix;
  if (path.parts.length === 0) return prefix;
  return { kind: "path", parts: [...prefix.parts, "/", ...path.parts] };
}

/** As it is shown: `/users/{id}`, `{API_PREFIX}/users`, `/files/*`. */
export function showPath(spec: PathSpec): string {
  if (spec.kind === "regex") return spec.text;
  if (spec.kind === "unknown") return "?";
  const text = spec.parts.map((part) => (typeof part === "string" ? braced(part) : `{${part.symbol}}`)).join("");
  const joined = `/${text}`.replace(/\/{2,}/g, "/");
  const trimmed = joined.length > 1 ? joined.replace(/\/$/, "") : joined;
  // A symbol that starts the path brings its own slash.
  return /^\/\{[A-Z]/.test(trimmed) && typeof spec.parts.find((part) => part !== "/" && part !== "") === "object"
    ? trimmed.slice(1)
    : trimmed;
}

/** `:id`, `:id(\\d+)`, `:id?` and `{*rest}` as `{id}` and `{*rest}`; `*` stays. */
function braced(text: string): string {
  let out = "";
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const parameter = /^:([A-Za-z_]\w*)/.exec(rest);
    if (parameter) {
      at += parameter[0].length;
      if (text[at] === "(") at = closing(text, at);
      if (text[at] === "?" || text[at] === "+" || text[at] === "*") at++;
      out += `{${parameter[1]}}`;
      continue;
    }
    const wildcard = /^\{\*([A-Za-z_]\w*)\}/.exec(rest) ?? /^\*([A-Za-z_]\w*)/.exec(rest);
    if (wildcard) {
      at += wildcard[0].length;
      out += `{*${wildcard[1]}}`;
      continue;
    }
    out += text[at++];
  }
  // Express 5 writes an optional part in braces: `/users{/:id}` serves it with and without.
  return out.replace(/\{(\/[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, "$1");
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Whether everything under `prefix` includes `path`: null when that cannot be said. */
export function isUnder(path: PathSpec, prefix: PathSpec): boolean | null {
  if (prefix.kind === "path" && showPath(prefix) === "/") return true;
  if (path.kind !== "path" || prefix.kind !== "path") return null;
  const own = segments(path);
  const all = segments(prefix);
  // `${baseUriPath}/api`: what comes from settings is the same for both, or left out for both.
  const wanted = startsOpen(prefix) && own[0] !== all[0] ? all.slice(1) : all;
  for (const [index, want] of wanted.entries()) {
    const have = own[index];
    // `/files/*rest` asks for something after the slash; `/*` of Express 4 and `/files{/*rest}` do not.
    if (want === "*" || want.startsWith("{*"))
      return have !== undefined || (want === "*" && index === 0) || endsOptional(prefix);
    if (have === undefined) return false;
    if (want === have || /^\{[^*]/.test(want)) continue;
    if (/[*(\\]/.test(want)) return null;
    if (want.toLowerCase() === have.toLowerCase()) continue;
    return false;
  }
  return true;
}

/** Whether a path starts with a segment that is not known: `{API_PREFIX}/users`, not `/:id`. */
function startsOpen({ parts }: PathSpec & { kind: "path" }): boolean {
  const [first, second] = parts.filter((part) => part !== "/" && part !== "");
  return typeof first === "object" && (second === undefined || (typeof second === "string" && second.startsWith("/")));
}

function endsOptional(prefix: PathSpec): boolean {
  const last = prefix.kind === "path" ? prefix.parts.at(-1) : undefined;
  return typeof last === "string" && /\{\/\*\w+\}$/.test(last);
}

function segments(spec: PathSpec): readonly string[] {
  return showPath(spec)
    .split("/")
    .filter((segment) => segment !== "");
}
