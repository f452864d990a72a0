import type { Column, Table } from "../../src/model/schema.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/entity-attribute-value",
  practice: "data/normalization",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "properties of a row are columns, not rows of names and values",
  why: "In a table of (thing, attribute, value) every value is text and every attribute optional: no type, no NOT NULL, no CHECK, no foreign key applies to any of them. To read one thing means to join the table once for each attribute or to turn rows into columns, and to find the things with two properties joins it twice; the planner knows the statistics of the mixture only.",
  fix: "make known attributes columns; keep those that users invent in one jsonb column of the thing",
  tradeoff:
    "Labels and settings that users invent themselves, never joined and mostly read all together, do well enough as pairs.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-json.html#JSON-DOC-DESIGN",
    "https://en.wikipedia.org/wiki/Entity%E2%80%93attribute%E2%80%93value_model",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      const parts = partsOf(table);
      if (parts === undefined) continue;
      report({
        at: table,
        message: `\`${table.path}\` keeps properties as rows: \`${parts.attribute.name}\` names one, \`${parts.values.map((column) => column.name).join("`, `")}\` ${parts.values.length === 1 ? "holds" : "hold"} it`,
        label: "entity, attribute and value",
        related: [
          { at: parts.attribute, label: "the name of the property" },
          { at: parts.values[0] as Column, label: "its value" },
        ],
      });
    }
  },
});

const attributeNames: ReadonlySet<string> = new Set([
  "attribute",
  "property",
  "key",
  "field",
  "name",
  "meta key",
  "attribute name",
  "attribute key",
  "property name",
  "property key",
  "field name",
  "field key",
  "setting",
  "option",
  "option name",
]);
const generic: ReadonlySet<string> = new Set([
  "attribute",
  "property",
  "meta",
  "field",
  "option",
  "setting",
  "text",
  "string",
  "int",
  "integer",
  "number",
  "numeric",
  "decimal",
  "float",
  "bool",
  "boolean",
  "date",
  "datetime",
  "timestamp",
  "json",
  "jsonb",
  "long",
  "double",
]);
const beside: ReadonlySet<string> = new Set([
  "id",
  "uuid",
  "created",
  "updated",
  "modified",
  "deleted",
  "inserted",
  "type",
  "version",
  "position",
  "sort",
  "order",
]);

/** A reference to the thing, a name, its value in one column or one for each type, and beside these nothing of note. */
function partsOf(table: Table): { attribute: Column; values: readonly Column[] } | undefined {
  if (!table.columnsKnown || table.columns.length < 3) return undefined;
  const keys = new Set(table.foreignKeys.flatMap((key) => key.columns));
  const attributes = table.columns.filter(
    (column) => attributeNames.has(nameWords(column.name).join(" ")) && isText(column) && !keys.has(column.name),
  );
  const values = table.columns.filter((column) => isValue(nameWords(column.name)));
  const [attribute, ...otherNames] = attributes;
  if (attribute === undefined || otherNames.length > 0 || values.length === 0 || keys.size === 0) return undefined;
  const known = new Set([attribute, ...values]);
  const rest = table.columns.filter(
    (column) => !known.has(column) && !keys.has(column.name) && !beside.has(nameWords(column.name)[0] ?? ""),
  );
  return rest.length === 0 ? { attribute, values } : undefined;
}

/** `value`, `attribute_value`, `value_int`, `int_value`. */
function isValue(words: readonly string[]): boolean {
  const others = words.filter((word) => word !== "value" && word !== "val");
  return others.length < words.length && others.length <= 1 && others.every((word) => generic.has(word));
}

function isText({ type }: Column): boolean {
  return type === "text" || type.startsWith("character varying") || type === "citext";
}
