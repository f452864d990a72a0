import { alterType } from "../../src/model/schema/alter-type.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { typeOf } from "../../src/model/schema/type-place.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Texts that may be kept to the letter on purpose: what was signed, or came in from outside. */
const verbatim: ReadonlySet<string> = new Set("raw original verbatim signed signature body payload".split(" "));

export default defineRule({
  id: "schema/jsonb-over-json",
  practice: "data/types",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "JSON is kept as jsonb",
  why: 'json stores the text as it came and reads it anew for each access. It has no equality operator, so SELECT DISTINCT, GROUP BY, UNION and `=` over a row with such a column fail ("could not identify an equality operator for type json"), no index can serve a search inside it, and duplicate keys are all kept. jsonb has none of these limits.',
  fix: "use jsonb",
  tradeoff:
    "json keeps the order of keys, white space and duplicates: a document that must come back to the letter, because it was signed, needs it (or text). A column that is only written and read whole is a little faster as json.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-json.html",
    "https://www.postgresql.org/docs/current/functions-json.html",
  ],
  check({ schema, history, report }) {
    const columns = ownTables(schema).flatMap((table) =>
      table.columns.filter(({ type }) => /^jsonb?(\[\])?$/.test(type)).map((column) => ({ table, column })),
    );
    for (const { table, column } of columns) {
      if (column.type.startsWith("jsonb")) continue;
      const kept = nameWords(column.name).some((word) => verbatim.has(word));
      report({
        at: typeOf(column),
        message: `\`${column.path}\` is ${column.type}, not ${column.type.replace("json", "jsonb")}`,
        label: "cannot be compared or indexed",
        confidence: kept ? "medium" : "high",
        fold: { by: "convention", key: `${history.name}${kept ? " verbatim" : ""}`, of: columns.length },
        fix: `${alterType(table, column, column.type.replace("json", "jsonb"), true)}; on a large table this rewrites it under a lock`,
      });
    }
  },
});
