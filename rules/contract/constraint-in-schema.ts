import type { PropertyShape } from "../../src/facts/api.ts";
import { nameOf } from "../../src/model/contract/served.ts";
import { type StoredProperty, storedProperties } from "../../src/model/contract/stored-request.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/constraint-in-schema",
  practice: "cross/integrity",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what the contract promises of a stored property, its column enforces",
  why: "The contract says that a value is always there, of a few kinds, or never longer than so much, and readers rely on it. The validator in front of one route is not the only way into a table: imports, scripts, other services and last year's code wrote there too, and each skips it. Only the database sees every write. Where it takes a null, a fourth kind or a longer text, the row is found much later, by the response that breaks the promise.",
  fix: "say it in the table as well: `SET NOT NULL`, `CHECK (status IN (…))` or an enum type, `CHECK (char_length(name) <= 100)`; add it `NOT VALID` first and validate it apart on a table that is in use",
  tradeoff:
    "A list that changes often is dear to keep in a constraint: a lookup table with a foreign key holds it better, and counts as one here.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html",
    "https://spec.openapis.org/oas/v3.1.1.html#schema-object",
  ],
  check(project) {
    const { report } = project;
    for (const stored of storedProperties(project)) {
      const { served, property, table, column, by } = stored;
      for (const { promise, takes, key } of missingIn(stored)) {
        report({
          at: column,
          key: `${nameOf(served)} ${key}`,
          message: `\`${table.path}.${column.name}\` ${takes}, and \`${nameOf(served)}\` promises ${promise}`,
          label: `stored here as ${column.type}`,
          related: [
            { at: property.at, label: `\`${property.name}\` in the contract` },
            { at: by.query, label: "written here" },
          ],
          fold: { by: "cause", key: `${table.path}.${column.name} ${key}` },
        });
      }
    }
  },
});

interface Missing {
  readonly promise: string;
  readonly takes: string;
  readonly key: string;
}

function missingIn({ property, column, table }: StoredProperty): readonly Missing[] {
  // An expression of a check may say any of it; so may a reference to a table of its values.
  const isChecked = table.checks.some(({ columns }) => columns.includes(column.name));
  const isReference = table.foreignKeys.some(({ columns }) => columns.includes(column.name));
  const found: Missing[] = [];
  if (property.required && column.nullable && !isNullable(property) && !isChecked)
    found.push({ promise: "that it is always given", takes: "may be null", key: "required" });
  if (isChecked || isReference) return found;
  if (property.enum && property.enum.length > 1 && isText(column.type))
    found.push({
      promise: `one of ${property.enum.length} values`,
      takes: "takes any text",
      key: "enum",
    });
  const most = lengthOf(column.type);
  if (property.maxLength !== null && !property.enum && most !== null && most > property.maxLength)
    found.push({
      promise: `at most ${property.maxLength} characters`,
      takes: most === Infinity ? "takes texts of any length" : `takes up to ${most} characters`,
      key: "maxLength",
    });
  return found;
}

function isNullable({ types, enum: values }: PropertyShape): boolean {
  return types.includes("null") || (values?.includes(null) ?? false);
}

function isText(type: string): boolean {
  return lengthOf(type) !== null;
}

/** How long a text of a type may be, in characters; null for what is none, a domain among them. */
function lengthOf(type: string): number | null {
  const [, name, length] = /^(text|citext|character varying|character)(?:\((\d+)\))?$/.exec(type) ?? [];
  if (name === undefined) return null;
  return length === undefined ? (name === "character" ? 1 : Infinity) : Number(length);
}
