/**
 * What becomes of values of one type in the other, in a few words; null when all fit, or when
 * that cannot be told. Types are given as `format_type` prints them. What PostgreSQL refuses to convert at all, or only
 * converts by a USING that says how, is no narrowing unless values are lost.
 */
export function narrowing(from: string, to: string): string | null {
  const old = parse(from);
  const now = parse(to);
  if (old.array || now.array) return old.array && now.array ? narrowing(from.slice(0, -2), to.slice(0, -2)) : null;
  return textual(old, now) ?? whole(old, now) ?? decimal(old, now) ?? temporal(old, now);
}

interface Parsed {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly array: boolean;
}

function parse(type: string): Parsed {
  const inside = /\((-?\d+)(?:,\s*(-?\d+))?\)/.exec(type);
  return {
    name: type.replace(/\s*\([^)]*\)/, "").replace(/\[\]$/, ""),
    arguments: inside === null ? [] : inside.slice(1).flatMap((part) => (part === undefined ? [] : Number(part))),
    array: type.endsWith("[]"),
  };
}

const strings = ["text", "character varying", "character"];

function textual(old: Parsed, now: Parsed): string | null {
  if (!strings.includes(old.name)) return null;
  if (!strings.includes(now.name)) return parsed.has(now.name) ? `not every text is ${parsed.get(now.name)}` : null;
  const limit = now.arguments[0] ?? (now.name === "character" ? 1 : Infinity);
  const before = old.arguments[0] ?? (old.name === "character" ? 1 : Infinity);
  return limit < before ? `texts of more than ${limit} characters do not fit` : null;
}

/** Types that a text is read as: one that cannot be stops the migration. */
const parsed: ReadonlyMap<string, string> = new Map([
  ["smallint", "a number"],
  ["integer", "a number"],
  ["bigint", "a number"],
  ["numeric", "a number"],
  ["real", "a number"],
  ["double precision", "a number"],
  ["uuid", "a UUID"],
  ["boolean", "a truth value"],
  ["date", "a date"],
  ["timestamp with time zone", "a time"],
  ["timestamp without time zone", "a time"],
  ["json", "JSON"],
  ["jsonb", "JSON"],
  ["inet", "an address"],
]);

const integers: readonly string[] = ["smallint", "integer", "bigint"];
const most = ["32 767", "2 147 483 647", "9 223 372 036 854 775 807"];

function whole(old: Parsed, now: Parsed): string | null {
  const limit = integers.indexOf(now.name);
  if (limit < 0) return null;
  if (integers.indexOf(old.name) > limit) return `numbers above ${most[limit] as string} do not fit`;
  return ["numeric", "real", "double precision", "money"].includes(old.name) && old.arguments[1] !== 0
    ? "fractions are rounded"
    : null;
}

function decimal(old: Parsed, now: Parsed): string | null {
  if (old.name === "double precision" && now.name === "real") return "digits after the sixth are lost";
  if (now.name !== "numeric" || now.arguments.length === 0) return null;
  const [precision = 0, scale = 0] = now.arguments;
  const digits = precision - scale;
  if (integers.includes(old.name)) {
    const needed = [5, 10, 19][integers.indexOf(old.name)] as number;
    return digits < needed ? `numbers of more than ${digits} digits do not fit` : null;
  }
  if (old.name !== "numeric") return null;
  const [oldPrecision = Infinity, oldScale = Infinity] =
    old.arguments.length === 1 ? [old.arguments[0] as number, 0] : old.arguments;
  if (old.arguments.length === 0 || oldPrecision - oldScale > digits)
    return `numbers of more than ${digits} digits before the point do not fit`;
  return oldScale > scale ? `what is more than ${scale} digits after the point is rounded` : null;
}

const zoned = "timestamp with time zone";
const local = "timestamp without time zone";

function temporal(old: Parsed, now: Parsed): string | null {
  if (old.name !== zoned && old.name !== local) return null;
  if (now.name === "date") return "the time of day is lost";
  if (now.name.startsWith("time ")) return "the date is lost";
  if (old.name === zoned && now.name === local)
    return "the time zone is lost: each instant becomes the local time of the session that runs the migration";
  if (now.name !== zoned && now.name !== local) return null;
  const [before = 6] = old.arguments;
  const [after = 6] = now.arguments;
  return after < before ? `fractions of a second are rounded to ${after} digits` : null;
}
