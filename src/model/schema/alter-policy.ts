import type { ChangeOf } from "../../facts/changes.ts";
import type { Applying } from "./applying.ts";

/** `ALTER POLICY`: what it does not name stays. */
export function alterPolicy(applying: Applying, change: ChangeOf<"alter-policy">): void {
  const table = applying.table(change.table);
  if (table === undefined) return;
  if (!table.policies.some((policy) => policy.name === change.name)) {
    applying.refuse(`policy "${change.name}" for table "${table.name}" does not exist`);
    return;
  }
  const policies = table.policies.map((policy) =>
    policy.name === change.name
      ? {
          ...policy,
          roles: change.roles ?? policy.roles,
          using: change.using ?? policy.using,
          check: change.check ?? policy.check,
        }
      : policy,
  );
  applying.catalogue.put({ ...table, policies });
}
