import type { FoldedChange, Table } from "../schema.ts";
import { quoteIdentifier, sqlName } from "./identifiers.ts";

/**
 * The statement that undoes a change, where one exists that needs nothing but the schema around it; null where data
 * would be lost for good, or the text of the old object is not kept.
 */
export function inverseOf({ change, before, after }: FoldedChange): string | null {
  switch (change.kind) {
    case "create-table":
    case "create-table-as": {
      const table = before.table(change.table) === undefined ? after.table(change.table) : undefined;
      return table === undefined ? null : `DROP TABLE ${nameOf(table)}`;
    }
    case "rename-table": {
      const table = before.table(change.table);
      return table === undefined
        ? null
        : `ALTER TABLE ${sqlName(table.schema, change.to)} RENAME TO ${quoteIdentifier(table.name)}`;
    }
    case "add-column":
      return before.table(change.table)?.column(change.column.name) === undefined
        ? alter(after.table(change.table), `DROP COLUMN ${quoteIdentifier(change.column.name)}`)
        : null;
    case "rename-column":
      return alter(
        after.table(change.table),
        `RENAME COLUMN ${quoteIdentifier(change.to)} TO ${quoteIdentifier(change.column)}`,
      );
    case "alter-column-type": {
      const column = before.table(change.table)?.column(change.column);
      return column === undefined
        ? null
        : alter(after.table(change.table), `ALTER COLUMN ${quoteIdentifier(change.column)} TYPE ${column.type}`);
    }
    case "set-default":
    case "drop-default": {
      const column = before.table(change.table)?.column(change.column);
      if (column === undefined) return null;
      return alter(
        after.table(change.table),
        `ALTER COLUMN ${quoteIdentifier(change.column)} ${column.default === null ? "DROP DEFAULT" : `SET DEFAULT ${column.default.text}`}`,
      );
    }
    case "set-not-null":
      return alter(after.table(change.table), `ALTER COLUMN ${quoteIdentifier(change.column)} DROP NOT NULL`);
    case "drop-not-null":
      return alter(after.table(change.table), `ALTER COLUMN ${quoteIdentifier(change.column)} SET NOT NULL`);
    case "add-constraint": {
      const name = addedConstraint(before.table(change.table), after.table(change.table));
      return name === undefined ? null : alter(after.table(change.table), `DROP CONSTRAINT ${quoteIdentifier(name)}`);
    }
    case "rename-constraint":
      return alter(
        after.table(change.table),
        `RENAME CONSTRAINT ${quoteIdentifier(change.to)} TO ${quoteIdentifier(change.name)}`,
      );
    case "create-index": {
      const had = new Set(before.table(change.table)?.indexes.map((index) => index.name));
      const made = after.table(change.table)?.indexes.find((index) => !had.has(index.name));
      return made === undefined
        ? null
        : `DROP INDEX ${change.concurrently ? "CONCURRENTLY " : ""}${sqlName(made.schema, made.name)}`;
    }
    case "rename-index": {
      const index = before.index(change.name);
      return index === undefined
        ? null
        : `ALTER INDEX ${sqlName(index.schema, change.to)} RENAME TO ${quoteIdentifier(index.name)}`;
    }
    case "create-enum":
      return `DROP TYPE ${sqlName(change.name.schema ?? "public", change.name.name)}`;
    case "create-schema":
      return `DROP SCHEMA ${quoteIdentifier(change.name)}`;
    case "create-view":
      return change.replace ? null : `DROP VIEW ${sqlName(change.name.schema ?? "public", change.name.name)}`;
    case "create-policy":
      return `DROP POLICY ${quoteIdentifier(change.name)} ON ${sqlName(change.table.schema ?? "public", change.table.name)}`;
    case "create-trigger":
      return change.replace
        ? null
        : `DROP TRIGGER ${quoteIdentifier(change.name)} ON ${sqlName(change.table.schema ?? "public", change.table.name)}`;
    default:
      return null;
  }
}

function addedConstraint(before: Table | undefined, after: Table | undefined): string | undefined {
  const names = (table: Table | undefined): readonly string[] =>
    table === undefined
      ? []
      : [
          ...(table.primaryKey === null ? [] : [table.primaryKey.name]),
          ...table.uniques.map((key) => key.name),
          ...table.foreignKeys.map((key) => key.name),
          ...table.checks.map((check) => check.name),
        ];
  const had = new Set(names(before));
  return names(after).find((name) => !had.has(name));
}

function alter(table: Table | undefined, command: string): string | null {
  return table === undefined ? null : `ALTER TABLE ${nameOf(table)} ${command}`;
}

function nameOf(table: Table): string {
  return sqlName(table.schema, table.name);
}
