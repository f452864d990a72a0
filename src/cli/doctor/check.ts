/** What one look at the surroundings gave. */
export interface Check {
  /** `ok`; `warn` for what makes archlint see less; `fail` for what stops it. */
  readonly state: "ok" | "warn" | "fail";
  readonly about: string;
  readonly found: string;
  /** What to do; nothing where all is well. */
  readonly remedy?: string;
}

export function ok(about: string, found: string): Check {
  return { state: "ok", about, found };
}

export function warn(about: string, found: string, remedy: string): Check {
  return { state: "warn", about, found, remedy };
}

export function fail(about: string, found: string, remedy: string): Check {
  return { state: "fail", about, found, remedy };
}
