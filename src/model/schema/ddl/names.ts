import { quoteIdentifier, sqlName } from "../identifiers.ts";

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** With its schema wherever the statement sets a search path of its own, and outside `public`. */
export function nameIn(searchPath: readonly string[] | null, { schema, name }: Named): string {
  return searchPath === null ? sqlName(schema, name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

export function nameOf({ schema, name }: Named): string {
  return sqlName(schema, name);
}

export function listOf(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(", ");
}

/** A name as the facts write one with a schema: `app.german`. */
export function dottedName(written: string): string {
  return written.split(".").map(quoteIdentifier).join(".");
}

const specialRoles = new Set(["public", "current_user", "session_user", "current_role"]);

export function roleName(role: string): string {
  return specialRoles.has(role) ? role.toUpperCase() : quoteIdentifier(role);
}
