/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * What day it is, for exceptions that end. Never the machine's clock, which would give the same tree another verdict
 * tomorrow: the day given, or that of the commit that is checked out.
 */
export class Today {
  readonly #given: string | undefined;
  readonly #commitDay: () => string | null;
  #day: string | null | undefined;

  constructor(given: string | undefined, commitDay: () => string | null) {
    this.#given = given;
    this.#commitDay = commitDay;
  }

  /** Whether a last day has passed. Git is asked only when there is such a day. */
  isPast(until: string): boolean {
    if (this.#day === undefined) this.#day = this.#given ?? this.#commitDay();
    return this.#day !== null && until < this.#day;
  }

  /** Whether somebody asked, and no day was known: then nothing ever ends. */
  get wasMissing(): boolean {
    return this.#day === null;
  }
}
