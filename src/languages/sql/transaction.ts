import type { SqlStatement } from "../../facts/sql.ts";
import type { TransactionMode } from "./unit.ts";

/** Whether the runner wraps the statements in one transaction; `mark` is what the file itself says. */
export function runsInTransaction(
  mode: TransactionMode,
  mark: boolean | null,
  statements: readonly SqlStatement[],
): boolean {
  if (mark !== null) return mark;
  if (mode === "one-query") return statements.length > 1;
  if (mode === "detected") return !statements.some(refusesTransaction);
  return mode === "each";
}

/** Statements PostgreSQL refuses inside a transaction block. */
function refusesTransaction({ verb, changes }: SqlStatement): boolean {
  if (/CONCURRENTLY|^VACUUM|^ALTER SYSTEM|^(CREATE|DROP) (DATABASE|TABLESPACE)/.test(verb)) return true;
  return changes.some((change) => change.kind === "detach-partition" && change.concurrently);
}
