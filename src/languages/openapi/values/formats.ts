/**
 * The formats a value certainly breaks or keeps, each by the text its specification names. The others (`email`, `uri`,
 * `password`, a team's own) are hints that people fill with placeholders, or that no expression decides.
 */
export const formats: Readonly<Record<string, (value: string | number) => boolean>> = {
  /** RFC 3339 (5.6), in the calendar. */
  date: (value) => typeof value !== "string" || isDate(value),
  "date-time": (value) => typeof value !== "string" || isDateTime(value),
  /** RFC 9562 (4): any version, upper and lower case. */
  uuid: (value) => typeof value !== "string" || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
  /** OpenAPI 3.0.4 (4.4), signed. */
  int32: (value) => typeof value !== "number" || (value >= -(2 ** 31) && value < 2 ** 31),
};

/** What a value of the format looks like, for messages. */
export const formatExamples: Readonly<Record<string, string>> = {
  date: "a date such as `2024-01-31`",
  "date-time": "a date and time such as `2024-01-31T12:30:00Z`",
  uuid: "a UUID such as `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`",
  int32: "a number of 32 bits",
};

function isDate(text: string): boolean {
  const match = /^\d{4}-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(match[1]);
  const day = Number(match[2]);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function isDateTime(text: string): boolean {
  const match = /^(.{10})[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/.exec(text);
  return (
    match !== null &&
    isDate(match[1] as string) &&
    Number(match[2]) < 24 &&
    Number(match[3]) < 60 &&
    Number(match[4]) < 61
  );
}
