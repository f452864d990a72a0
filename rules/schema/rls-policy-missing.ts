import type { Table } from "../../src/model/schema.ts";
import { revokedTables } from "../../src/model/schema/grants.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/rls-policy-missing",
  practice: "data/security",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "where tables are guarded by row level security, every table is",
  why: "Row level security is switched on table by table, and is off on a new one. In a schema that an API serves as it is (PostgREST, Supabase), where the policies are what keeps one user from another's rows, a table without it can be read and written by every role that has the usual grants: with Supabase's default privileges, by anyone who has the public key.",
  fix: "enable row level security, and write the policies that say who sees which rows",
  tradeoff:
    "A table that holds nothing private and that everybody may also write is as well without. One that no API role may reach needs a REVOKE, which the rule takes for an answer.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
    "https://supabase.com/docs/guides/database/postgres/row-level-security",
    "https://supabase.com/docs/guides/database/database-advisors?lint=0013_rls_disabled_in_public",
  ],
  options: { ignoreTables: list("tables that need no row level security, by name: `countries`, `audit.log`") },
  check({ schema, history, report, options }) {
    const revoked = revokedTables(history);
    const bySchema = new Map<string, Table[]>();
    for (const table of ownTables(schema)) {
      const tables = bySchema.get(table.schema);
      if (tables === undefined) bySchema.set(table.schema, [table]);
      else tables.push(table);
    }
    for (const tables of bySchema.values()) {
      const guarded = tables.filter((table) => table.rowLevelSecurity);
      if (guarded.length < 2 || guarded.length * 2 <= tables.length) continue;
      for (const table of tables) {
        if (table.rowLevelSecurity || revoked.has(table.path) || options.ignoreTables.includes(table.path)) continue;
        report({
          at: table,
          message: `table \`${table.path}\` has no row level security, as ${guarded.length} of ${tables.length} tables beside it have`,
          label: "every row is open to whoever may use the table",
          fix: `ALTER TABLE ${sqlName(table.schema, table.name)} ENABLE ROW LEVEL SECURITY, and policies for who may see its rows`,
        });
      }
    }
  },
});
