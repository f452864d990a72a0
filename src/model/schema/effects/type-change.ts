import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange, History } from "../../schema.ts";
import { tokens, type Token } from "../tokens.ts";
import { domainNamed, isConstrained } from "./domains.ts";

/** Whether ALTER COLUMN … TYPE writes the table anew. */
export interface TypeChange {
  readonly rewritten: boolean;
  /** What would have to hold for it not to, where text does not tell. */
  readonly unless: string | null;
  /** Whether an index over the column can stay: both types are compared by the same operators. */
  readonly sameOperators: boolean;
}

interface Type {
  readonly base: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

/** Casts that change the type and not one byte (`pg_cast.castmethod = 'b'`), between types that columns have. */
export const sameBytes: ReadonlySet<string> = new Set([
  "character varying>text",
  "text>character varying",
  "text>bpchar",
  "character varying>bpchar",
  "cidr>inet",
  "bit>bit varying",
  "bit varying>bit",
  "xml>text",
  "xml>character varying",
  "xml>bpchar",
  "integer>oid",
  "oid>integer",
]);
const sameOperators: ReadonlySet<string> = new Set(["character varying>text", "text>character varying", "cidr>inet"]);
const timed: ReadonlySet<string> = new Set([
  "timestamp without time zone",
  "timestamp with time zone",
  "time without time zone",
  "time with time zone",
]);

const inPlace: TypeChange = { rewritten: false, unless: null, sameOperators: true };
const written: TypeChange = { rewritten: true, unless: null, sameOperators: false };

/** Judges a type change against the column's present type, as `ATColumnChangeRequiresRewrite` and the planner's length coercions do. */
export function typeChange(
  folded: FoldedChange<ChangeOf<"alter-column-type">>,
  from: string,
  version: number,
): TypeChange {
  const { change, before } = folded;
  if (from === "unknown") return { ...written, unless: "the column already has this type" };
  if (change.using !== null && !isPlainCast(change))
    return tokens(change.using).filter((token) => !"()".includes(token.text)).length === 1 && from === change.type.name
      ? inPlace
      : written;
  // A domain's length is the domain's: the planner does not see that the value keeps to it.
  const inDomain = domainNamed(before.history, from) !== undefined;
  const source = inDomain ? { ...underlying(before.history, from), modifiers: [] } : underlying(before.history, from);
  const domain = domainNamed(before.history, change.type.name);
  if (domain !== undefined && domainNamed(before.history, from) !== domain && isConstrained(before.history, domain))
    return written;
  return between(source, underlying(before.history, change.type.name), version, folded);
}

function between(from: Type, to: Type, version: number, folded: FoldedChange): TypeChange {
  if (from.base === to.base && from.array === to.array && String(from.modifiers) === String(to.modifiers))
    return inPlace;
  if (from.array || to.array) return written;
  if (from.base === to.base) return widens(from, to) ? inPlace : written;
  const pair = `${from.base}>${to.base}`;
  if (sameBytes.has(pair))
    return to.modifiers.length === 0 ? { ...inPlace, sameOperators: sameOperators.has(pair) } : written;
  const timestamps = from.base.startsWith("timestamp") && to.base.startsWith("timestamp");
  if (!timestamps || version < 12 || !(to.modifiers.length === 0 || to.modifiers[0] === 6)) return written;
  const zone = timeZone(folded);
  if (zone === null) return { ...written, unless: "the session's TimeZone is UTC" };
  return isUtc(zone) ? { ...inPlace, sameOperators: false } : written;
}

/** Whether every value of the one type is a value of the other, which has other modifiers. */
function widens(from: Type, to: Type): boolean {
  const [had] = from.modifiers;
  const [has] = to.modifiers;
  if (from.base === "character varying" || from.base === "bit varying")
    return has === undefined || (had !== undefined && has >= had);
  if (from.base === "numeric")
    return has === undefined || (had !== undefined && has >= had && from.modifiers[1] === to.modifiers[1]);
  if (timed.has(from.base) || from.base === "interval")
    return has === undefined || has === 6 || (had !== undefined && has >= had);
  return false;
}

/** The type below all domains. */
function underlying(history: History, text: string): Type {
  const domain = domainNamed(history, text);
  if (domain !== undefined && domain.type.name !== text) return underlying(history, domain.type.name);
  const array = text.endsWith("[]");
  const [, head = "", modifiers = "", tail = ""] =
    /^([^(]*)(?:\(([^)]*)\))?(.*)$/.exec(array ? text.slice(0, -2) : text) ?? [];
  return { base: `${head.trim()}${tail}`, modifiers: modifiers === "" ? [] : modifiers.split(",").map(Number), array };
}

/** `USING column::type` and `USING CAST(column AS type)` say what would happen anyway. */
function isPlainCast(change: ChangeOf<"alter-column-type">): boolean {
  const all = unwrapped(tokens(change.using ?? ""));
  const last = all.findLastIndex((token) => token.text === "::");
  const cast = all[0]?.text.toLowerCase() === "cast";
  const parts = cast
    ? splitAt(all.slice(2, -1), (token) => token.text.toLowerCase() === "as")
    : splitAt(all, (token, at) => token.text === "::" && at === last);
  if (parts === null) return false;
  const [value, type] = parts;
  const column = unwrapped(value).at(-1);
  if (
    column?.kind !== "name" ||
    column.name !== change.column ||
    unwrapped(value).some((token) => token.text === "::" || token.text === "(")
  )
    return false;
  const named = type.map((token) => token.text.toLowerCase()).join("");
  return [
    change.type.name,
    `${change.type.base.name}${/\([^)]*\)/.exec(change.type.name)?.[0] ?? ""}`,
    shortNames[change.type.name] ?? "",
  ].some((name) => name.toLowerCase().replaceAll(/\s/g, "") === named);
}

const shortNames: Readonly<Record<string, string>> = {
  integer: "int",
  "timestamp without time zone": "timestamp",
  "time without time zone": "time",
  "double precision": "float8",
  numeric: "decimal",
};

function unwrapped(all: readonly Token[]): readonly Token[] {
  return all[0]?.text === "(" &&
    all.at(-1)?.text === ")" &&
    !all.slice(1, -1).some((token) => token.text === "(" || token.text === ")")
    ? all.slice(1, -1)
    : all;
}

function splitAt(
  all: readonly Token[],
  separates: (token: Token, at: number) => boolean,
): readonly [readonly Token[], readonly Token[]] | null {
  const at = all.findIndex(separates);
  return at < 0 ? null : [all.slice(0, at), all.slice(at + 1)];
}

/** What a SET of the same migration says the zone is; null when none does. */
function timeZone(folded: FoldedChange): string | null {
  for (
    let earlier = folded.previous;
    earlier !== undefined && earlier.step === folded.step;
    earlier = earlier.previous
  ) {
    if (earlier.change.kind === "set" && /^time ?zone$/.test(earlier.change.name))
      return earlier.change.value[0] ?? null;
  }
  return null;
}

function isUtc(zone: string): boolean {
  return /^(utc|gmt|etc\/utc|etc\/gmt|zulu|uct|0)$/i.test(zone);
}
