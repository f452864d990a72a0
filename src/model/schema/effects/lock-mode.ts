/**
 * PostgreSQL's table-level locks, from the weakest to the strongest.
 * https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
export const lockModes = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
] as const;

export type LockMode = (typeof lockModes)[number];

export function stronger(one: LockMode, other: LockMode): LockMode {
  return lockModes.indexOf(one) >= lockModes.indexOf(other) ? one : other;
}

/** Whether INSERT, UPDATE and DELETE wait for it. */
export function blocksWrites(mode: LockMode): boolean {
  return lockModes.indexOf(mode) >= lockModes.indexOf("SHARE");
}

/** The mode a LOCK TABLE names, in whatever case. */
export function lockModeNamed(text: string): LockMode {
  const name = text.toUpperCase();
  return lockModes.find((mode) => mode === name) ?? "ACCESS EXCLUSIVE";
}
