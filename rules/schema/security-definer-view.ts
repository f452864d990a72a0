import type { Table } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/security-definer-view",
  practice: "data/security",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a view over guarded tables reads them with the reader's rights",
  why: "A view reads its tables with the rights of its owner, who is as a rule the owner of the tables too, and row level security does not bind the owner. Whoever may select from the view sees every row, whatever the policies of the tables say.",
  fix: "ALTER VIEW … SET (security_invoker = on), which PostgreSQL 15 and later know",
  tradeoff:
    "A view that is meant to show a part of what its readers may not see, such as names without addresses, must run with its owner's rights: then its WHERE is the guard.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createview.html",
    "https://www.postgresql.org/docs/current/rules-privileges.html",
    "https://supabase.com/docs/guides/database/database-advisors?lint=0010_security_definer_view",
  ],
  check({ schema, postgresVersion, report }) {
    for (const view of schema.views()) {
      if (view.materialized || view.securityInvoker || view.schema.startsWith("pg_temp")) continue;
      const guarded = view.relations
        .map((name) => schema.table(name))
        .find((table): table is Table => table?.rowLevelSecurity === true && table.policies.length > 0);
      if (guarded === undefined) continue;
      report({
        at: view,
        message: `view \`${view.path}\` shows the rows of \`${guarded.path}\` past its policies`,
        label: "reads with its owner's rights",
        related: [{ at: guarded, label: "has row level security" }],
        fix:
          postgresVersion >= 15
            ? `ALTER VIEW ${sqlName(view.schema, view.name)} SET (security_invoker = on)`
            : `on PostgreSQL 15 and later: ALTER VIEW ${sqlName(view.schema, view.name)} SET (security_invoker = on); before, revoke the view from the roles that the policies are for`,
      });
    }
  },
});
