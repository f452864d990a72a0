import type { Policy, Table } from "../../src/model/schema.ts";
import { quoteIdentifier, sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Roles that anyone, or any who signed up, speaks with. */
const everybody: ReadonlySet<string> = new Set(["public", "anon", "authenticated"]);

export default defineRule({
  id: "schema/permissive-policy",
  practice: "data/security",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "no policy lets everybody write every row",
  why: "Permissive policies are joined with OR: one whose condition is true opens the table, whatever the others say. For reading that may be meant; for INSERT, UPDATE and DELETE it gives every user every other user's rows, and row level security then only looks as if it guarded them.",
  fix: "name in the condition whose rows they are (`user_id = auth.uid()`), or the roles that may write (`TO service_role`)",
  tradeoff: "A public guest book or a form that anyone may fill in needs an INSERT policy without a condition.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createpolicy.html",
    "https://supabase.com/docs/guides/database/database-advisors?lint=0024_permissive_rls_policy",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      if (!table.rowLevelSecurity) continue;
      for (const policy of table.policies) {
        const roles = policy.roles.filter((role) => everybody.has(role));
        if (
          !policy.permissive ||
          policy.command === "select" ||
          roles.length === 0 ||
          !isOpen(policy) ||
          isNarrowed(table, policy)
        )
          continue;
        report({
          at: policy,
          message: `policy \`${policy.name}\` lets \`${roles.join("`, `")}\` ${verb(policy)} every row of \`${table.path}\``,
          label: "true for every row",
          confidence: policy.command === "insert" ? "medium" : "high",
          fix: `ALTER POLICY ${quoteIdentifier(policy.name)} ON ${sqlName(table.schema, table.name)} with a condition, or TO the role that may write`,
        });
      }
    }
  },
});

function isOpen({ command, using, check }: Policy): boolean {
  const checked = check ?? using;
  // Rows that USING leaves out can be neither changed nor deleted.
  return command === "insert" ? isTrue(checked) : isTrue(using) && (command === "delete" || isTrue(checked));
}

function isTrue(condition: string | null): boolean {
  return condition !== null && /^\(*\s*(true|1\s*=\s*1)\s*\)*$/i.test(condition.trim());
}

/** A restrictive policy over the same commands narrows what the others open. */
function isNarrowed(table: Table, policy: Policy): boolean {
  return table.policies.some(
    (other) => !other.permissive && (other.command === "all" || other.command === policy.command),
  );
}

function verb({ command }: Policy): string {
  return command === "all" ? "read and write" : command === "insert" ? "insert" : command;
}
