import type { Column, Table } from "../../src/model/schema.ts";
import { sameKeyType, withoutModifier } from "../../src/model/schema/comparable-types.ts";
import { literalText } from "../../src/model/schema/literal.ts";
import { tableNames, type TableNames } from "../../src/model/schema/named-table.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/list-in-column",
  practice: "data/normalization",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "references to many rows stand in a table of their own, and lists are not kept as text",
  why: "An array or a text of ids cannot have a foreign key: nothing removes an id when its row is deleted, and nothing stops one that never was. Two requests that each add an element overwrite one another, for the whole list is written each time. A list kept in text cannot even be searched without reading every row.",
  fix: "make a table of pairs with a foreign key to each side; a list of plain values becomes an array or jsonb",
  tradeoff:
    "A list whose order matters, that is always read and written as a whole, and whose members are never looked for, is simpler as one value.",
  references: [
    "https://www.postgresql.org/docs/current/arrays.html#ARRAYS-SEARCHING",
    "https://en.wikipedia.org/wiki/First_normal_form",
  ],
  check({ schema, report }) {
    const tables = ownTables(schema);
    const names = tableNames(tables);
    for (const table of tables) {
      for (const column of table.columns) {
        const found = listOfReferences(names, table, column) ?? listInText(column);
        if (found !== undefined) report({ at: column, label: column.type, ...found });
      }
    }
  },
});

interface Found {
  readonly message: string;
  readonly fix?: string;
  readonly related?: readonly { readonly at: Table; readonly label: string }[];
  readonly fold?: { readonly by: "cause"; readonly key: string };
}

/** `tag_ids integer[]` beside a table of tags with integer keys. */
function listOfReferences(names: TableNames, table: Table, column: Column): Found | undefined {
  const words = nameWords(column.name);
  if (!column.type.endsWith("[]") || words.at(-1) !== "ids") return undefined;
  const target = names.find(words.slice(0, -1), table);
  const [key, ...more] = target?.primaryKey?.columns ?? [];
  const keyType = key === undefined || more.length > 0 ? undefined : target?.column(key)?.type;
  if (target === undefined || keyType === undefined || sameKeyType(column.type.slice(0, -2), keyType) !== true)
    return undefined;
  return {
    message: `\`${column.path}\` is an array of keys of \`${target.path}\`, which no foreign key can check`,
    related: [{ at: target, label: "the rows it refers to" }],
    // One way to refer to them, in however many tables.
    fold: { by: "cause", key: target.anchor },
  };
}

/** A text of ids by its name, or of JSON elements by its default. */
function listInText(column: Column): Found | undefined {
  if (!/^(?:text|character varying)$/.test(withoutModifier(column.type))) return undefined;
  if (nameWords(column.name).at(-1) === "ids")
    return { message: `\`${column.path}\` keeps a list of ids in ${column.type}` };
  if (literalText(column.default)?.trim() === "[]")
    return {
      message: `\`${column.path}\` keeps a JSON list in ${column.type}`,
      fix: `make it jsonb, whose lists can be searched, indexed and checked; or a table of their own`,
    };
  return undefined;
}
