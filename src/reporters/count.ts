/** `1 error`, `3 errors`; the plural is given where an `s` does not make it. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** The entries that are not zero, as `3 errors, 2 warnings`; empty when all are. */
export function counts(entries: readonly (readonly [number: number, singular: string, plural?: string])[]): string {
  return entries
    .filter(([number]) => number > 0)
    .map(([number, singular, plural]) => count(number, singular, plural))
    .join(", ");
}
