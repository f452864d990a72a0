import type { Value } from "./values.ts";

/** The names of a module, a function call or a block, and where to look further. */
export class Scope {
  readonly file: string;
  readonly parent: Scope | null;
  readonly names = new Map<string, Value>();
  #narrowed: Map<string, Value> | null = null;

  constructor(file: string, parent: Scope | null) {
    this.file = file;
    this.parent = parent;
  }

  find(name: string): Value | undefined {
    return this.#narrowed?.get(name) ?? this.names.get(name) ?? this.parent?.find(name);
  }

  /** What a name can only be from here on in this block, by the tests that led here. */
  narrow(name: string, value: Value): void {
    (this.#narrowed ??= new Map()).set(name, value);
  }

  /** What a name of another scope can only be, seen from here; undefined where no test told, or another name hides it. */
  narrowedOf(name: string, holder: Scope): Value | undefined {
    const value = this.#narrowed?.get(name);
    if (value || this === holder || this.names.has(name)) return value;
    return this.parent?.narrowedOf(name, holder);
  }

  /** A name was given another value: what tests told of the old one no longer holds. */
  widen(name: string): void {
    this.#narrowed?.delete(name);
    if (!this.names.has(name)) this.parent?.widen(name);
  }

  /** The scope a name is declared in. */
  holder(name: string): Scope | null {
    if (this.names.has(name)) return this;
    let scope = this.parent;
    while (scope && !scope.names.has(name)) scope = scope.parent;
    return scope;
  }
}
