import type { ChangeOf } from "../../facts/changes.ts";
import type { FoldedChange, History } from "../schema.ts";
import { pathOf } from "./identifiers.ts";

/** A privilege that stands at the end of a history: granted, and not taken back. */
export interface Grant {
  readonly given: FoldedChange<ChangeOf<"grant">>;
  readonly privileges: ReadonlySet<string>;
  /** `table`, `function`, `schema`, `all tables in schema`, … */
  readonly object: string;
  /** `users`, `audit.log`. */
  readonly path: string;
  readonly grantee: string;
}

/**
 * What is granted and not revoked, one entry an object and a role, in order. Objects that were dropped since are left
 * in: who asks knows which still exist.
 */
export function standingGrants(history: History): readonly Grant[] {
  const standing = new Map<string, Grant>();
  for (const given of history.changes("grant")) {
    if (given.statement.certainty === "dynamic") continue;
    const { change } = given;
    for (const name of change.names) {
      const path = pathOf(name.schema ?? given.after.table(name)?.schema ?? "public", name.name);
      for (const grantee of change.grantees) {
        const key = `${change.object} ${path} ${grantee}`;
        const old = standing.get(key);
        if (change.revoke) {
          const left = revoked(old?.privileges ?? new Set(), change.privileges);
          if (old !== undefined && left.size > 0) standing.set(key, { ...old, privileges: left });
          else standing.delete(key);
        } else {
          standing.set(key, {
            given,
            privileges: new Set([...(old?.privileges ?? []), ...change.privileges]),
            object: change.object,
            path,
            grantee,
          });
        }
      }
    }
  }
  return [...standing.values()];
}

function revoked(from: ReadonlySet<string>, privileges: readonly string[]): ReadonlySet<string> {
  if (privileges.includes("all")) return new Set();
  // What is left of ALL has no short name: it is no longer all.
  return new Set([...from].filter((privilege) => privilege !== "all" && !privileges.includes(privilege)));
}

/** The tables, by path, of which all rights were taken from somebody and not given back: their access was thought about. */
export function revokedTables(history: History): ReadonlySet<string> {
  const taken = new Map<string, Set<string>>();
  for (const { change, after } of history.changes("grant")) {
    if (change.object !== "table") continue;
    for (const name of change.names) {
      const table = after.table(name);
      if (table === undefined) continue;
      const roles = taken.get(table.path) ?? new Set();
      taken.set(table.path, roles);
      for (const role of change.grantees) {
        if (change.revoke && change.privileges.includes("all")) roles.add(role);
        else if (!change.revoke) roles.delete(role);
      }
    }
  }
  return new Set([...taken].flatMap(([path, roles]) => (roles.size > 0 ? [path] : [])));
}
