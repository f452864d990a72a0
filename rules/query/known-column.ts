import { didYouMean } from "../../src/findings/did-you-mean.ts";
import { missingNames } from "../../src/model/queries/missing.ts";
import type { Table } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "query/known-column",
  practice: "cross/query",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every column a query names is in its table",
  why: "PostgreSQL refuses a query that names a column its tables do not have, each time it runs. Nothing before production tells, unless a test runs just that query on a database with just this schema: a typing error, or a camelCase name without quotes, is found by the first user who comes that way.",
  fix: "name the column as the migrations do, or add the migration that adds it",
  tradeoff:
    "Columns that are made outside of the migrations are unknown to archlint: add them to a migration, or ignore the rule for that file. What a migration has dropped or renamed is reported by `migration/breaks-code`.",
  references: [
    "https://www.postgresql.org/docs/current/sql-expressions.html#SQL-EXPRESSIONS-COLUMN-REFS",
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
  ],
  check(project) {
    for (const missing of missingNames(project)) {
      if (missing.kind !== "column" || missing.gone) continue;
      const { use, tables, query, of } = missing;
      const [table] = tables;
      const where = tables.length === 1 ? `\`${table.path}\` has` : "its tables have";
      project.report({
        at: { at: use.at, anchor: query.anchor, within: query.at },
        key: `${table.path}.${use.name}`,
        message: `${where} no column \`${use.name}\`${hint(use.name, tables)}`,
        label: "named here",
        related: [{ at: table, label: "the table" }],
        fold: { by: "cause", key: `${query.file} ${table.path}.${use.name}` },
        // A statement that could not be read may have added it.
        ...(of.schema.complete ? {} : { confidence: "medium" as const }),
      });
    }
  },
});

/** `createdAt` without quotes is `createdat`: the commonest reason, and the one hardest to see. */
function hint(name: string, tables: readonly Table[]): string {
  const names = tables.flatMap((table) => table.columns.map((column) => column.name));
  const quoted = names.find((each) => each !== name && each.toLowerCase() === name);
  return quoted === undefined ? didYouMean(name, names) : `; without quotes \`${quoted}\` is read in lower case`;
}
