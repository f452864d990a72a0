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
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const value = scope.#narrowed?.get(name) ?? scope.names.get(name);
      if (value) return value;
    }
    return undefined;
  }

  /** What a name can only be from here on in this block, by the tests that led here. */
  narrow(name: string, value: Value): void {
    (this.#narrowed ??= new Map()).set(name, value);
  }

  /** What a name of another scope can only be, seen from here; undefined where no test told, or another name hides it. */
  narrowedOf(name: string, holder: Scope): Value | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const value = scope.#narrowed?.get(name);
      if (value) return value;
      if (scope === holder || scope.names.has(name)) return undefined;
    }
    return undefined;
  }

  /** A name was given another value: what tests told of the old one no longer holds. */
  widen(name: string): void {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      scope.#narrowed?.delete(name);
      if (scope.names.has(name)) return;
    }
  }

  /** The scope a name is declared in. */
  holder(name: string): Scope | null {
    if (this.names.has(name)) return this;
    let scope = this.parent;
    while (scope && !scope.names.has(name)) scope = scope.parent;
    return scope;
  }
}
