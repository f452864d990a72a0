import type { QualifiedName } from "../../facts/sql-parts.ts";
import { matchesAny } from "../globs.ts";
import type { Project } from "../project.ts";
import type { History, Table } from "../schema.ts";
import { serves } from "./histories.ts";
import { importedServices } from "./service-imports.ts";

/** A service and a table that is its own. */
export interface Owned {
  /** The folder of the service. */
  readonly owner: string;
  readonly table: Table;
  /** How that is known, in a few words. */
  readonly reason: string;
}

/** Who owns which tables, as far as it is certain. */
interface Owners {
  of(table: Table, history: History): Owned | null;
  /** The owner of a table that a history never made, and that of all others exactly one does: a service's own. */
  elsewhere(name: QualifiedName, history: History): Owned | null;
  /** Whether a file is the owner's: it stands in its folder, or in a package that the owner imports. */
  has(owner: string, file: string): boolean;
}

/**
 * A table is owned by whom the configuration names; else by the service that its migrations belong to, when that serves
 * something itself. A package of migrations alone is shared by those who import it, and a history at the root is everyone's.
 *
 * @param configured by the folder of each service, globs of its tables' paths
 */
export function ownersOf(project: Project, configured: Readonly<Record<string, readonly string[]>>): Owners {
  const named = Object.entries(configured).map(([folder, globs]) => ({
    owner: folder === "." ? "" : folder.replace(/\/+$/, ""),
    matches: matchesAny(globs),
  }));
  const byHistory = new Map(project.histories.map((history) => [history, serviceOwning(project, history)]));
  const of = (table: Table, history: History): Owned | null => {
    const says = named.filter(({ matches }) => matches(table.path));
    // What two are named for is shared, and that is said on purpose.
    if (says.length > 0)
      return says.length === 1 && says[0] ? { owner: says[0].owner, table, reason: "the configuration says so" } : null;
    const owning = byHistory.get(history) ?? null;
    return owning === null ? null : { owner: owning, table, reason: "its migrations make the table" };
  };
  return {
    of,
    elsewhere(name, history) {
      if (history.changes("create-table").some(({ change }) => change.table.name === name.name)) return null;
      const made = project.histories.flatMap((other) => {
        const table = other === history ? undefined : other.schema.table(name);
        return table ? [of(table, other)] : [];
      });
      return made.length === 1 ? (made[0] ?? null) : null;
    },
    has(owner, file) {
      if (owner === "" || file.startsWith(`${owner}/`)) return true;
      const { root } = project.serviceOf(file);
      return root === owner || importedServices(project, owner).has(root);
    },
  };
}

/** The folder of the one service that a history is for; null where several share it, or nobody is known to. */
function serviceOwning(project: Project, history: History): string | null {
  const declared = (project.declaredServices ?? []).filter(({ histories }) => histories?.(history.name));
  if (declared.length > 0) return declared.length === 1 ? (declared[0]?.root ?? null) : null;
  const { root } = project.serviceOf(history.steps[0]?.migration.file ?? `${history.name}/`);
  return root !== "" && serves(project, root) ? root : null;
}
