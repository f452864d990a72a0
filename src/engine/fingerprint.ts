import { createHash } from "node:crypto";

/**
 * What a baseline remembers a finding by: rule, anchor and what tells two findings on one anchor apart. No line numbers
 * and no message text, so it survives edits, moves and rewording. 16 hexadecimal digits of SHA-256.
 */
export function fingerprint(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex").slice(0, 16);
}

/** Tells findings apart whose parts are all equal, by their order: the second gets another fingerprint than the first. */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  next(...parts: readonly string[]): string {
    const first = fingerprint(...parts);
    const times = (this.#seen.get(first) ?? 0) + 1;
    this.#seen.set(first, times);
    return times === 1 ? first : fingerprint(...parts, String(times));
  }
}
