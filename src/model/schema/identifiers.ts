import type { QualifiedName } from "../../facts/sql-parts.ts";
import { keywords } from "./keywords.ts";

/** Bytes an identifier may have (NAMEDATALEN - 1). */
export const maximumBytes = 63;

/** The longest beginning of `name` of at most `bytes` bytes that cuts no character in two, as `pg_mbcliplen` finds it. */
export function clip(name: string, bytes: number): string {
  if (byteLength(name) <= bytes) return name;
  let used = 0;
  let kept = "";
  for (const character of name) {
    used += byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

export function byteLength(name: string): number {
  let bytes = 0;
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < name.length) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

/** As `quote_ident` prints it: quoted only when it must be. */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** `users`, or `audit.users` outside `public`. For people: nothing is quoted. */
export function pathOf(schema: string, name: string): string {
  return schema === "public" ? name : `${schema}.${name}`;
}

/** For SQL: quoted where it must be, and qualified outside `public`. */
export function sqlName(schema: string, name: string): string {
  return schema === "public" ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** A default that draws from a sequence, as PostgreSQL prints it. */
export function nextvalText(sequence: { readonly schema: string; readonly name: string }): string {
  return `nextval('${sqlName(sequence.schema, sequence.name).replaceAll("'", "''")}'::regclass)`;
}

/** Reads what {@link pathOf} prints. */
export function parsePath(path: string): QualifiedName {
  const dot = path.indexOf(".");
  return dot < 0 ? { schema: null, name: path } : { schema: path.slice(0, dot), name: path.slice(dot + 1) };
}

export function displayName(name: QualifiedName): string {
  return name.schema === null ? name.name : pathOf(name.schema, name.name);
}
