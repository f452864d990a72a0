import { isDay } from "../engine/day.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The day given by `--today`, else by `SOURCE_DATE_EPOCH` (seconds since 1970, as reproducible builds set it; in UTC);
 * undefined when neither is.
 */
export function todayOf(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (given !== undefined) {
    if (isDay(given)) return given;
    throw new UsageError(`--today needs a day such as 2027-01-31, not ${given}`);
  }
  const seconds = env["SOURCE_DATE_EPOCH"];
  if (seconds === undefined || seconds === "") return undefined;
  if (/^\d{1,11}$/.test(seconds)) return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  throw new UsageError(`SOURCE_DATE_EPOCH: expected seconds since 1970, found ${seconds}`);
}
