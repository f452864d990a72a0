import type { KeyPath } from "./config.ts";

/** The configuration, or what the command line says about rules, cannot be used. Each line stands for itself. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** Collects everything wrong with a configuration, so that its author mends it in one go. */
export class Problems {
  readonly #where: (path: KeyPath) => string;
  readonly #lines: string[] = [];

  constructor(where: (path: KeyPath) => string) {
    this.#where = where;
  }

  /** @param path what the problem is about; `message` says what was expected and what was found */
  add(path: KeyPath, message: string): void {
    const key = path.length === 0 ? "" : `\`${keyOf(path)}\`: `;
    this.#lines.push(`${this.#where(path)}: ${key}${message}`);
  }

  throwIfAny(): void {
    if (this.#lines.length > 0) throw new ConfigError(this.#lines);
  }
}

/** `overrides[0].rules["schema/primary-key"]`. */
export function keyOf(path: KeyPath): string {
  let key = "";
  for (const part of path) {
    if (typeof part === "number") key += `[${part}]`;
    else if (/^[\w$]+$/.test(part)) key += key === "" ? part : `.${part}`;
    else key += `[${JSON.stringify(part)}]`;
  }
  return key;
}

/** A value from a configuration, in a few words. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
