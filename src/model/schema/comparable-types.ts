const builtIn: ReadonlySet<string> = new Set([
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "real",
  "double precision",
  "text",
  "character varying",
  "character",
  "uuid",
  "boolean",
  "bytea",
  "date",
  "timestamp with time zone",
  "timestamp without time zone",
  "time with time zone",
  "time without time zone",
  "interval",
  "inet",
  "cidr",
  "macaddr",
  "money",
  "oid",
]);

/**
 * Whether keys of the two types hold the same values; null when a type of the project's own (a domain, an enum, an
 * extension's type) stands on one side and its name does not tell. `text` and `varchar` are one type with and without
 * a limit.
 */
export function sameKeyType(one: string, other: string): boolean | null {
  const a = withoutModifier(one);
  const b = withoutModifier(other);
  if (a === b) return true;
  if (!builtIn.has(a) || !builtIn.has(b)) return null;
  return isText(a) && isText(b);
}

/** `character varying(20)` is `character varying`, `timestamp(3) with time zone` is `timestamp with time zone`. */
export function withoutModifier(type: string): string {
  return type.replace(/\s*\([^)]*\)/, "");
}

function isText(type: string): boolean {
  return type === "text" || type === "character varying";
}
