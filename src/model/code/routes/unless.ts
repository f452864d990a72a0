import { type PathSpec, showPath } from "./paths.ts";
import type { Machine } from "./program/machine.ts";
import { testRegex, testText } from "./program/text-tests.ts";
import { type TextPart, truthOf } from "./program/truth.ts";
import type { Value } from "./program/values.ts";
import type { Standing } from "./line.ts";

interface Excepting {
  /** What stands before every route that is no exception. */
  readonly inner: Value;
  readonly exempts: NonNullable<Standing["exempts"]>;
}

/** `jwt({…}).unless({ path, method })` of koa-unless and express-unless; null for anything else. */
export function unlessOf(value: Value, machine: Machine): Excepting | null {
  if (value.kind !== "applied" || value.callee.kind !== "applied") return null;
  const [key] = value.callee.arguments;
  if (key?.kind !== "literal" || key.value !== "unless") return null;
  const settings = value.arguments[0] ? machine.force(value.arguments[0]) : null;
  const read = (name: string): readonly Value[] => itemsOf(settings ? machine.member(settings, name) : null, machine);
  const [paths, methods] = [read("path"), read("method")];
  const isOpen = settings?.kind !== "record" || settings.open || settings.fields.has("custom");
  return {
    inner: value.callee.callee,
    exempts: (path, method) =>
      some([
        ...paths.map((each) => isPath(each, path, method, machine)),
        ...methods.map((each) => isMethod(each, method)),
        ...(isOpen || settings.fields.has("ext") ? [null] : []),
      ]),
  };
}

function itemsOf(value: Value | null, machine: Machine): readonly Value[] {
  const forced = value ? machine.force(value) : null;
  if (!forced || (forced.kind === "literal" && forced.value == null)) return [];
  return forced.kind === "list" ? forced.items.map((item) => machine.force(item)) : [forced];
}

/** Whether one holds: null when that depends on one that is not known. */
export function some(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** A whole path, a regular expression, or `{ url, methods }`. */
function isPath(value: Value, path: PathSpec, method: string, machine: Machine): boolean | null {
  if (value.kind === "record") {
    const methods = itemsOf(machine.member(value, "methods"), machine);
    const url = isPath(machine.force(machine.member(value, "url")), path, method, machine);
    return methods.length > 0 && some(methods.map((each) => isMethod(each, method))) === false ? false : url;
  }
  if (path.kind !== "path") return null;
  const parts = partsOf(path);
  if (value.kind === "regex") return truthOf(testRegex(value.text, parts)).is;
  if (value.kind !== "literal" || typeof value.value !== "string") return null;
  const same = testText(parts, "===", value.value);
  return same ? truthOf(same).is : null;
}

function isMethod(value: Value, method: string): boolean | null {
  if (value.kind !== "literal" || method === "ALL") return null;
  return value.value === method;
}

/** `/users/{id}` as a text whose parameters are not known. */
function partsOf(path: PathSpec): readonly TextPart[] {
  const parts = showPath(path).split(/(\{[^}]*\}|\*)/);
  return parts.filter((part) => part !== "").map((part) => (/^[{*]/.test(part) ? { symbol: part } : part));
}
