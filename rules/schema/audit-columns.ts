import { creationTime, isLinkTable, isLookupTable } from "../../src/model/schema/creation-time.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/audit-columns",
  practice: "data/security",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "every table says when its rows were made",
  why: "The first question about a row that should not be there is when it came. Without a creation time it cannot be told which release, import or attack wrote it, rows cannot be deleted by age as retention rules ask, and a copy cannot be brought up to date with what is new. A column added later has no value for the rows of before.",
  fix: "add created_at timestamptz NOT NULL DEFAULT now(): a default that rewrites nothing since PostgreSQL 11, and gives old rows the time of the migration",
  tradeoff: "Lookup tables that only migrations fill, and tables of pairs, answer to nobody.",
  references: ["https://www.postgresql.org/docs/current/ddl-default.html", "https://gdpr-info.eu/art-5-gdpr/"],
  options: {
    columns: list("the columns each table must have, instead of any creation time: `created_at`, `created_by`"),
    ignoreTables: list("tables that need none, by name: `countries`, `audit.log`"),
  },
  check({ schema, history, report, options }) {
    const tables = ownTables(schema).filter(
      (table) =>
        table.columnsKnown &&
        table.columns.length > 0 &&
        !isLinkTable(table) &&
        !isLookupTable(table) &&
        !options.ignoreTables.includes(table.path),
    );
    for (const table of tables) {
      const missing = options.columns.filter((name) => table.column(name) === undefined);
      if (options.columns.length > 0 ? missing.length === 0 : creationTime(table) !== undefined) continue;
      const name = sqlName(table.schema, table.name);
      report({
        at: table,
        message:
          missing.length > 0
            ? `table \`${table.path}\` lacks \`${missing.join("`, `")}\``
            : `table \`${table.path}\` does not say when its rows were made`,
        label: missing.length > 0 ? "not there" : "no creation time",
        fold: { by: "convention", key: history.name, of: tables.length },
        ...(missing.length > 0
          ? {}
          : {
              fix: `ALTER TABLE ${name} ADD COLUMN ${quoteIdentifier("created_at")} timestamptz NOT NULL DEFAULT now()`,
            }),
      });
    }
  },
});
