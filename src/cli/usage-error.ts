/** What the user asked for cannot be done: told in one message, without a stack, with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
