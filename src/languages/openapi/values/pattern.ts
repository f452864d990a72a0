/** The least of a regular expression that Ajv asks of one. */
export interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * A `pattern` of a schema, as ECMA-262 reads it, with Unicode on where the expression allows it. Null for one of another
 * dialect (`(?i)`, possessive quantifiers): what it would match is not known.
 */
export function patternOf(source: string): Pattern | null {
  for (const flags of ["u", ""]) {
    try {
      const expression = new RegExp(source, flags);
      if (isSafe(source)) return expression;
      // Ajv tells expressions apart by their text.
      return { test: (text) => text.length > shortText || expression.test(text), toString: () => `short ${source}` };
    } catch {
      // Not this way.
    }
  }
  return null;
}

/** Texts that even an expression that backtracks without end is done with. */
const shortText = 20;

/** A repeated group with a repetition inside may take exponential time on a text it nearly matches. */
function isSafe(source: string): boolean {
  return !/[*+}][^()]*\)\s*(?:[*+]|\{\d+,)/.test(source) && source.length < 1000;
}
