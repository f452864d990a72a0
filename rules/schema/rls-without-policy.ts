import type { Table } from "../../src/model/schema.ts";
import { revokedTables } from "../../src/model/schema/grants.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/rls-without-policy",
  practice: "data/security",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a table with row level security has a policy",
  why: 'Row level security without a policy denies: every role but the owner and those with BYPASSRLS sees an empty table, and its writes are refused ("new row violates row-level security policy"). No error tells a reader so, which makes it look as if there were no data.',
  fix: "write a policy for those who shall read or write it",
  tradeoff:
    "A table that only the service role may touch is rightly closed in this way: a REVOKE, a comment on the table that says so, or a policy USING (false), makes it plain. Where no table of the schema has a policy, the rule takes it for the habit and is silent.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
    "https://www.postgresql.org/docs/current/sql-createpolicy.html",
  ],
  options: { ignoreTables: list("tables that are closed on purpose, by name: `secrets`, `audit.log`") },
  check({ schema, history, report, options }) {
    const revoked = revokedTables(history);
    const guarded = ownTables(schema).filter((table) => table.rowLevelSecurity);
    const withPolicies = new Map<string, number>();
    const all = new Map<string, number>();
    for (const table of guarded) {
      all.set(table.schema, (all.get(table.schema) ?? 0) + 1);
      if (table.policies.length > 0) withPolicies.set(table.schema, (withPolicies.get(table.schema) ?? 0) + 1);
    }
    for (const table of guarded) {
      const usual = (withPolicies.get(table.schema) ?? 0) * 2 > (all.get(table.schema) ?? 0);
      if (
        !usual ||
        table.policies.length > 0 ||
        isExplained(table) ||
        revoked.has(table.path) ||
        options.ignoreTables.includes(table.path)
      )
        continue;
      report({
        at: table,
        message: `table \`${table.path}\` has row level security and no policy: nobody but its owner sees a row`,
        label: "closed",
        fix: `CREATE POLICY … ON ${sqlName(table.schema, table.name)} for those who shall reach it, or COMMENT ON TABLE ${sqlName(table.schema, table.name)} IS 'closed: service role only'`,
      });
    }
  },
});

function isExplained(table: Table): boolean {
  return /service[ _]role|closed|deny|internal|no (policy|policies|access)|backend|server/i.test(table.comment ?? "");
}
