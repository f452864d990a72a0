import { quoteIdentifier } from "../identifiers.ts";
import type { TableRecord } from "../records.ts";
import { nameOf, roleName } from "./names.ts";

/** Row level security of a table, and its policies. */
export function policyStatements(table: TableRecord): readonly string[] {
  const name = nameOf(table);
  return [
    ...(table.rowLevelSecurity ? [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`] : []),
    ...(table.rowLevelSecurityForced === true ? [`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`] : []),
    ...table.policies.map((policy) =>
      [
        `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${name}`,
        ...(policy.permissive ? [] : ["AS RESTRICTIVE"]),
        ...(policy.command === "all" ? [] : [`FOR ${policy.command.toUpperCase()}`]),
        ...(policy.roles.length === 0 ? [] : [`TO ${policy.roles.map(roleName).join(", ")}`]),
        ...(policy.using === null ? [] : [`USING (${policy.using})`]),
        ...(policy.check === null ? [] : [`WITH CHECK (${policy.check})`]),
      ].join(" "),
    ),
  ];
}
