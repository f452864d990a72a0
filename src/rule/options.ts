/**
 * What a rule lets its users set. One declaration gives the type the rule sees, the check of the configuration, the
 * JSON Schema and the documentation.
 */
export interface Option<T> {
  readonly kind: "text" | "count" | "flag" | "choice" | "list" | "lists";
  readonly description: string;
  readonly default: T;
  /** For `choice`: the values allowed. */
  readonly choices?: readonly string[];
  /** For `count`: the least value allowed. */
  readonly minimum?: number;
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The values a rule sees: every option with its default filled in. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer T> ? T : never;
};

export function text(description: string, value = ""): Option<string> {
  return { kind: "text", description, default: value };
}

/** A whole number, `minimum` or more. */
export function count(description: string, value: number, minimum = 0): Option<number> {
  return { kind: "count", description, default: value, minimum };
}

export function flag(description: string, value = false): Option<boolean> {
  return { kind: "flag", description, default: value };
}

export function choice<const Choice extends string>(
  description: string,
  choices: readonly Choice[],
  value: NoInfer<Choice>,
): Option<Choice> {
  return { kind: "choice", description, default: value, choices };
}

/** A list of strings: names, globs or patterns, as the description says. */
export function list(description: string, value: readonly string[] = []): Option<readonly string[]> {
  return { kind: "list", description, default: value };
}

/** Named lists of strings: what each name stands for, as the description says. */
export function lists(
  description: string,
  value: Readonly<Record<string, readonly string[]>> = {},
): Option<Readonly<Record<string, readonly string[]>>> {
  return { kind: "lists", description, default: value };
}
