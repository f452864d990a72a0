import type { Value } from "./values.ts";

/** The names of a module, a function call or a block, and where to look further. */
export class Scope {
  readonly file: string;
  readonly parent: Scope | null;
  readonly names = new Map<string, Value>();

  constructor(file: string, parent: Scope | null) {
    this.file = file;
    this.parent = parent;
  }

  find(name: string): Value | undefined {
    return this.holder(name)?.names.get(name);
  }

  /** The scope a name is declared in. */
  holder(name: string): Scope | null {
    if (this.names.has(name)) return this;
    let scope = this.parent;
    while (scope && !scope.names.has(name)) scope = scope.parent;
    return scope;
  }
}
