import { alterType } from "../../src/model/schema/alter-type.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { isTextType } from "../../src/model/schema/text-types.ts";
import { typeOf } from "../../src/model/schema/type-place.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/text-over-varchar",
  practice: "data/types",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "text has no arbitrary length limit",
  why: 'varchar(n) is stored as text is and is no faster; the limit is checked at each write. A number that nobody chose for a reason, often 255, refuses a longer address or name one day ("value too long for type character varying(255)"). Lengthening it is free, but shortening it rewrites the table, and a view over the column blocks either.',
  fix: "use text, and a named check constraint where a limit is meant",
  tradeoff:
    "A limit keeps an unbounded value out where nothing else does, and column lengths that a standard or another system sets belong in the schema.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-character.html",
    "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_varchar.28n.29_by_default",
  ],
  check({ schema, history, report }) {
    const columns = ownTables(schema).flatMap((table) =>
      table.columns.filter(({ type }) => isTextType(type)).map((column) => ({ table, column })),
    );
    for (const { table, column } of columns) {
      const limit = /^character varying\((\d+)\)$/.exec(column.type)?.[1];
      if (limit === undefined) continue;
      report({
        at: typeOf(column),
        message: `\`${column.path}\` is limited to ${limit} characters by its type`,
        label: "a longer value is refused",
        fold: { by: "convention", key: history.name, of: columns.length },
        fix: `${alterType(table, column, "text")}: no row is read or written`,
      });
    }
  },
});
