/** Thrown where the source does not tell a value, and caught where the call is read: such a call is not lowered. */
class NotTold extends Error {}

/** The value, which the source must tell. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new NotTold("the source does not tell");
  return value;
}

/** What `read` gives; null when it needed a value that the source does not tell. */
export function ifTold<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotTold) return null;
    throw error;
  }
}
