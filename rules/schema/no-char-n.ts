import type { Column } from "../../src/model/schema.ts";
import { alterType } from "../../src/model/schema/alter-type.ts";
import { quoteIdentifier } from "../../src/model/schema/identifiers.ts";
import { nameWords } from "../../src/model/schema/name-words.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { typeOf } from "../../src/model/schema/type-place.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Values that are all of one length by their nature: the padding never shows. */
const fixedLength: ReadonlySet<string> = new Set(
  "id code country currency iso language locale lang state hash digest sha1 sha256 sha512 md5 checksum fingerprint uuid guid ulid nanoid cuid hex symbol flag ean isin bic".split(
    " ",
  ),
);

export default defineRule({
  id: "schema/no-char-n",
  practice: "data/types",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "text is not padded to a fixed length",
  why: "char(n) fills every value with spaces up to n. The spaces are stored and returned to the program, but dropped when the value is cast to text, compared, or measured with length(): `WHERE name LIKE 'abc'` and a comparison in the program miss rows that `=` finds. It rejects what is too long and takes what is too short, saves no space, and is no faster than text in PostgreSQL.",
  fix: "use text, with a check constraint where the length matters",
  tradeoff:
    "A code whose values all have n letters, by a standard, is never padded: the type then only says less than a check would.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-character.html",
    "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_char.28n.29",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      for (const column of table.columns) {
        const length = paddedTo(column);
        if (length === null) continue;
        const name = quoteIdentifier(column.name);
        report({
          at: typeOf(column),
          message: `\`${column.path}\` is ${column.type}: shorter values are filled with spaces`,
          label: "padded",
          confidence: isFixed(column, length) ? "medium" : "high",
          fix: column.type.endsWith("[]")
            ? alterType(table, column, "text[]")
            : `${alterType(table, column, "text")}, and CHECK (char_length(${name}) = ${length}) where every value has that length`,
        });
      }
    }
  },
});

/** The n of `character(n)`; null for every other type. */
function paddedTo(column: Column): number | null {
  const length = /^character\((\d+)\)(\[\])?$/.exec(column.type)?.[1];
  return length === undefined ? null : Number(length);
}

function isFixed(column: Column, length: number): boolean {
  return length <= 3 || length === 36 || nameWords(column.name).some((word) => fixedLength.has(word));
}
