import type { RelatedPlace } from "../../src/findings/report.ts";
import type { Column, ForeignKey } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/foreign-key-on-delete",
  practice: "data/integrity",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what a foreign key does on a delete works, and agrees with the keys beside it",
  why: "PostgreSQL accepts ON DELETE SET NULL on a column that is NOT NULL, and then refuses every delete of a referenced row, years later perhaps, with a message about a null value in another table. And where deleting a row cascades to most of the tables that refer to it, one key without an action among them makes all of it fail as soon as that one table holds a row; even when a cascade by way of a third table would have taken that row along, for the check comes first.",
  fix: "make the column nullable, or choose the action that fits: CASCADE for parts, SET NULL for loose ends, RESTRICT to say that a refusal is meant",
  tradeoff:
    "A refusal can be what is wanted, of invoices of a customer for example: ON DELETE RESTRICT says so, and the rule is content.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES",
  ],
  check({ schema, report }) {
    const keys = schema.foreignKeys().filter((key) => !key.inherited && !isBookkeeping(key.table));
    const referring = groupByTarget(keys);
    for (const key of keys) {
      const blocked = setsNullWhereNone(key);
      if (blocked !== undefined) {
        report({
          at: key,
          message: `deleting from \`${key.references.table}\` fails: \`${key.path}\` would be set to ${key.onDelete === "set null" ? "null" : "its default, which it has not"}, and \`${blocked.name}\` is NOT NULL`,
          label: `ON DELETE ${key.onDelete.toUpperCase()}`,
          related: [{ at: blocked, label: "never null" }],
          fix: nullableFix(key, blocked),
        });
        continue;
      }
      const others =
        key.onDelete === "no action" ? (referring.get(targetOf(key)) ?? []).filter((other) => other !== key) : [];
      const acting = others.filter((other) => acts(other));
      if (acting.length < 2 || acting.length * 2 <= others.length || goesAlong(key, others)) continue;
      report({
        at: key,
        message: `\`${key.path}\` has no ON DELETE action, and ${acting.length} of the ${others.length} other keys to \`${key.references.table}\` have one`,
        label: "refuses the delete",
        related: acting
          .slice(0, 2)
          .map((other): RelatedPlace => ({ at: other, label: `\`${other.path}\`: ${other.onDelete}` })),
        fix: fixOf(key),
      });
    }
  },
});

function targetOf({ references }: ForeignKey): string {
  return JSON.stringify([references.schema, references.table]);
}

function groupByTarget(keys: readonly ForeignKey[]): ReadonlyMap<string, readonly ForeignKey[]> {
  const groups = new Map<string, ForeignKey[]>();
  for (const key of keys) {
    const group = groups.get(targetOf(key));
    if (group === undefined) groups.set(targetOf(key), [key]);
    else group.push(key);
  }
  return groups;
}

function acts({ onDelete }: ForeignKey): boolean {
  return onDelete === "cascade" || onDelete === "set null" || onDelete === "set default";
}

/**
 * The NOT NULL column that the action on delete would make null. Of several columns the action may be limited to some
 * (`SET NULL (a)`), so it is certain only when none of them takes a null.
 */
function setsNullWhereNone(key: ForeignKey): Column | undefined {
  if (key.onDelete !== "set null" && key.onDelete !== "set default") return undefined;
  const columns = key.columns.map((name) => key.table.column(name));
  const refuses = (column: Column | undefined): boolean =>
    column !== undefined && !column.nullable && (key.onDelete === "set null" || column.default === null);
  return columns.every(refuses) ? columns[0] : undefined;
}

/**
 * Whether the referring rows may be gone when the key is checked: it waits for the end of the transaction, or its table
 * has another key to the same rows that cascades. Cascades that come by way of a third table are too late: PostgreSQL
 * checks a key without an action before it follows them.
 */
function goesAlong(key: ForeignKey, others: readonly ForeignKey[]): boolean {
  return key.deferrable || others.some((other) => other.onDelete === "cascade" && other.table.path === key.table.path);
}

function nullableFix({ table }: ForeignKey, { name }: Column): string {
  if (table.primaryKey?.columns.includes(name) === true)
    return "make it ON DELETE CASCADE or RESTRICT: a column of the primary key is never null";
  return `ALTER TABLE ${sqlName(table.schema, table.name)} ALTER COLUMN ${quoteIdentifier(name)} DROP NOT NULL, or make the key ON DELETE CASCADE or RESTRICT`;
}

function fixOf(key: ForeignKey): string {
  const action = key.columns.every((name) => key.table.column(name)?.nullable === true) ? "SET NULL" : "CASCADE";
  const name = quoteIdentifier(key.name);
  const columns = (names: readonly string[]): string => names.map(quoteIdentifier).join(", ");
  const target = `${sqlName(key.references.schema, key.references.table)} (${columns(key.references.columns)})`;
  return `ALTER TABLE ${sqlName(key.table.schema, key.table.name)} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} FOREIGN KEY (${columns(key.columns)}) REFERENCES ${target} ON DELETE ${action}, or RESTRICT if the refusal is meant`;
}
