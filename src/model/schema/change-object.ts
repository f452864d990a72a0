import type { Change } from "../../facts/changes.ts";
import type { QualifiedName } from "../../facts/sql-parts.ts";
import { displayName } from "./identifiers.ts";

/** What a change is about, for its anchor: stable under edits of other statements. */
export function objectOf(change: Change): string {
  switch (change.kind) {
    case "add-column":
      return `${displayName(change.table)}.${change.column.name}`;
    case "drop-column":
    case "rename-column":
    case "alter-column-type":
    case "set-default":
    case "drop-default":
    case "set-not-null":
    case "drop-not-null":
    case "set-identity":
    case "drop-expression":
      return `${displayName(change.table)}.${change.column}`;
    case "add-constraint":
      return `${displayName(change.table)} ${change.constraint.name ?? `${change.constraint.type}(${change.constraint.columns.join(", ")})`}`;
    case "drop-constraint":
    case "validate-constraint":
    case "rename-constraint":
      return `${displayName(change.table)} ${change.name}`;
    case "create-index":
      return (
        change.name ??
        `${displayName(change.table)}(${change.index.keys.map((key) => key.column ?? key.expression).join(", ")})`
      );
    case "create-trigger":
    case "create-policy":
      return `${displayName(change.table)} ${change.name}`;
    case "attach-partition":
    case "detach-partition":
      return displayName(change.partition);
    case "publication":
    case "create-schema":
    case "create-extension":
    case "set":
      return change.name;
    case "transaction":
      return change.command;
    case "lock-table":
    case "truncate":
    case "vacuum":
      return change.tables.map(displayName).join(", ");
    case "default-privileges":
      return change.object;
    case "grant":
      return change.names.map(displayName).join(", ");
    case "reindex":
      return change.name === null ? change.target : displayName(change.name);
    case "set-trigger":
      return `${displayName(change.table)} ${change.trigger}`;
    case "copy":
    case "cluster":
      return change.table === null ? "" : displayName(change.table);
    default:
      return displayName(
        "table" in change && change.table !== null ? change.table : (change as { readonly name: QualifiedName }).name,
      );
  }
}
