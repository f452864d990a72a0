import type { Migration } from "../../facts/sql.ts";

/**
 * Whether a migration says by its name that it is the last part of expand, migrate, contract: one of the words stands
 * in it (`20240301_contract_users_email`, `V12__Contract_email`).
 */
export function isContractStep(migration: Migration, words: readonly string[]): boolean {
  const inName = migration.version
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => inName.includes(word.toLowerCase()));
}
