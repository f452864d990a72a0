/** How the words of a name are joined. */
export type Casing = "camelCase" | "snake_case" | "kebab-case" | "PascalCase" | "UPPER_CASE" | "Train-Case";

const forms: readonly (readonly [Casing, RegExp])[] = [
  ["camelCase", /^[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)?$/],
  ["snake_case", /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/],
  ["kebab-case", /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/],
  ["PascalCase", /^[A-Z][A-Za-z0-9]*$/],
  ["UPPER_CASE", /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/],
  ["Train-Case", /^[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)+$/],
];

/** Every casing a name is written in: one word in lower case is camelCase, snake_case and kebab-case at once. Empty for a mixture. */
export function casingsOf(name: string): readonly Casing[] {
  return forms.flatMap(([casing, form]) => (form.test(name) ? [casing] : []));
}

/** The words of a name in lower case: `created`, `at` of `createdAt`, of `created_at` and of `CREATED-AT`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

export interface CaseConvention {
  readonly usual: Casing;
  /** Names that can only be of the usual casing. */
  readonly count: number;
  /** Names that tell casings apart: one word in lower case says nothing. */
  readonly of: number;
  /** The casings that occur, the most frequent first. */
  readonly casings: readonly { readonly casing: Casing; readonly count: number; readonly example: string }[];
}

/** The casing most of the names have, each name counted once; null when none of them tells. */
export function caseConventionOf(names: Iterable<string>): CaseConvention | null {
  const counts = new Map<Casing, { count: number; example: string }>();
  let of = 0;
  for (const name of new Set(names)) {
    const [casing, ...others] = casingsOf(name);
    if (casing === undefined || others.length > 0) continue;
    of++;
    const known = counts.get(casing);
    if (known) known.count++;
    else counts.set(casing, { count: 1, example: name });
  }
  const casings = [...counts]
    .map(([casing, { count, example }]) => ({ casing, count, example }))
    .toSorted((a, b) => b.count - a.count || (a.casing < b.casing ? -1 : 1));
  const [first] = casings;
  return first ? { usual: first.casing, count: first.count, of, casings } : null;
}

/** Three in four follow it: with fewer there is no convention that one could depart from. */
export function isSettled(convention: CaseConvention): boolean {
  return convention.count * 4 >= convention.of * 3;
}

/** `12 in snake_case, 9 in camelCase`. */
export function casingsText(convention: CaseConvention): string {
  return convention.casings
    .map(({ casing, count, example }) => `${count} in ${casing} (\`${example}\`)`)
    .slice(0, 3)
    .join(", ");
}
