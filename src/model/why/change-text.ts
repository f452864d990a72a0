import type { Change } from "../../facts/changes.ts";
import type { ConstraintDefinition, IndexDefinition } from "../../facts/sql-parts.ts";
import { displayName } from "../schema/identifiers.ts";
import type { FoldedChange } from "../schema.ts";

/** What a change does, for a person who reads a table's history: `adds column `email` text`. */
export function changeText({ change, statement }: FoldedChange): string {
  const text = textOf(change) ?? statement.verb;
  return statement.certainty === "certain" ? text : `${text}, on a condition`;
}

function textOf(change: Change): string | null {
  switch (change.kind) {
    case "create-table":
    case "create-table-as":
      return `creates table \`${displayName(change.table)}\``;
    case "drop-table":
      return `drops table \`${displayName(change.table)}\``;
    case "rename-table":
      return `renames table \`${displayName(change.table)}\` to \`${change.to}\``;
    case "set-schema":
      return `moves it to schema \`${change.to}\``;
    case "add-column":
      return `adds column \`${change.column.name}\` ${change.column.type.name}${change.column.notNull ? " NOT NULL" : ""}`;
    case "drop-column":
      return `drops column \`${change.column}\``;
    case "rename-column":
      return `renames column \`${change.column}\` to \`${change.to}\``;
    case "alter-column-type":
      return `makes \`${change.column}\` ${change.type.name}`;
    case "set-default":
      return `gives \`${change.column}\` the default ${change.default.text}`;
    case "drop-default":
      return `takes the default of \`${change.column}\``;
    case "set-not-null":
      return `makes \`${change.column}\` NOT NULL`;
    case "drop-not-null":
      return `lets \`${change.column}\` be NULL`;
    case "add-constraint":
      return `adds ${constraintText(change.constraint)}`;
    case "drop-constraint":
      return `drops constraint \`${change.name}\``;
    case "validate-constraint":
      return `validates constraint \`${change.name}\``;
    case "rename-constraint":
      return `renames constraint \`${change.name}\` to \`${change.to}\``;
    case "create-index":
      return `creates ${indexText(change.name, change.index)}`;
    case "drop-index":
      return `drops index \`${displayName(change.name)}\``;
    case "rename-index":
      return `renames index \`${displayName(change.name)}\` to \`${change.to}\``;
    case "create-trigger":
      return `creates trigger \`${change.name}\`, which runs \`${displayName(change.function)}\``;
    case "create-policy":
      return `creates policy \`${change.name}\``;
    case "row-level-security":
      return `row level security: ${change.set}`;
    case "insert":
      return "adds rows";
    case "update":
      return `changes rows: ${change.columns.map((name) => `\`${name}\``).join(", ")}`;
    case "delete":
      return "deletes rows";
    case "comment":
      return change.column === null ? "comments on it" : `comments on \`${change.column}\``;
    default:
      return null;
  }
}

function constraintText({ type, name, columns, references }: ConstraintDefinition): string {
  const called = name === null ? "" : ` \`${name}\``;
  const on = columns.length > 0 ? ` on (${columns.join(", ")})` : "";
  return `${type}${called}${on}${references ? `, to \`${displayName(references.table)}\`` : ""}`;
}

function indexText(name: string | null, { unique, keys, where }: IndexDefinition): string {
  const parts = keys.map(({ column, expression }) => column ?? expression ?? "").join(", ");
  return `${unique ? "unique " : ""}index${name === null ? "" : ` \`${name}\``} on (${parts})${where === null ? "" : `, where ${where}`}`;
}
