import type { CodeFacts, Resolve } from "../../../../facts/code-file.ts";
import type { Bindings } from "../../bindings.ts";
import { Scope } from "./scope.ts";
import { type Value, unknown } from "./values.ts";

export interface ModuleState {
  readonly facts: CodeFacts;
  readonly scope: Scope;
  /** `export default` of an expression. */
  default: Value | null;
  /** What `module.exports` and `exports` are, once something is put there. */
  commonjs: Value | null;
  evaluated: boolean;
}

/** The modules of the project, and what their names lead to. */
export class ModuleTable {
  readonly #states: ReadonlyMap<string, ModuleState>;
  readonly #resolve: Resolve;
  readonly #bindings: Bindings;

  constructor(facts: readonly CodeFacts[], resolve: Resolve, bindings: Bindings) {
    this.#states = new Map(
      facts.map((each) => [
        each.file,
        { facts: each, scope: new Scope(each.file, null), default: null, commonjs: null, evaluated: false },
      ]),
    );
    this.#resolve = resolve;
    this.#bindings = bindings;
    for (const state of this.#states.values()) this.#bindImports(state);
  }

  state(file: string): ModuleState | undefined {
    return this.#states.get(file);
  }

  get files(): readonly string[] {
    return [...this.#states.keys()];
  }

  #bindImports({ facts, scope }: ModuleState): void {
    for (const fact of facts.imports) {
      if (fact.kind !== "static" && fact.kind !== "type" && fact.kind !== "require") continue;
      if (fact.reExported || fact.deferred) continue;
      for (const { imported, local } of fact.bindings) {
        scope.names.set(local, this.imported(facts.file, fact.specifier, imported));
      }
    }
  }

  /** What a name of another module is; `*` for all of it. */
  imported(from: string, specifier: string, name: string): Value {
    const resolution = this.#resolve(from, specifier);
    if ("target" in resolution) {
      return this.#states.has(resolution.target)
        ? { kind: "lazy", file: resolution.target, name }
        : unknown(name === "*" ? specifier : name, "config");
    }
    if ("unresolved" in resolution) return unknown(name === "default" || name === "*" ? lastPart(specifier) : name);
    return { kind: "external", module: specifier, path: name === "default" || name === "*" ? [] : [name] };
  }

  /** The value a module exports under a name, followed through re-exports; undefined when it is not known (yet). */
  exported(file: string, name: string): Value | undefined {
    const state = this.#states.get(file);
    if (!state) return undefined;
    if (name === "*") return state.commonjs ?? { kind: "lazy", file, name };
    if (state.commonjs) return name === "default" && !hasField(state.commonjs, "default") ? state.commonjs : undefined;
    const binding = this.#bindings.exported(file, name);
    if (!binding) return undefined;
    const target = this.#states.get(binding.file);
    if (!target) return undefined;
    if (binding.exported === "*") return target.commonjs ?? { kind: "lazy", file: binding.file, name: "*" };
    if (target.commonjs && binding.file !== file) return this.exported(binding.file, binding.exported);
    if (binding.local !== null) return target.scope.names.get(binding.local);
    return target.default ?? target.scope.names.get(binding.exported);
  }

  /** The file in which stands what a module exports under a name: itself, or the one it hands the name on from. */
  declaring(file: string, name: string): string {
    return this.#bindings.exported(file, name)?.file ?? file;
  }

  /** `import * as all` as an object: each name it exports, open where it passes on those of others. */
  namespace(file: string): Value {
    const facts = this.#states.get(file)?.facts;
    const names = (facts?.exports ?? []).filter(({ type }) => !type).map(({ exported }) => exported);
    const fields = names.map((name): [string, Value] => [name, { kind: "lazy", file, name }]);
    return {
      kind: "record",
      fields: new Map(fields),
      open: facts?.imports.some(({ reExported }) => reExported) ?? true,
    };
  }

  commonjs(file: string): Value | null {
    return this.#states.get(file)?.commonjs ?? null;
  }

  /** Every module after those it imports while loading, by depth first; without recursion, for chains may be long. */
  order(): readonly string[] {
    const imported = new Set<string>();
    const edges = new Map<string, readonly string[]>();
    for (const [file, { facts }] of this.#states) {
      const targets = facts.imports.flatMap((fact) => {
        if (fact.kind === "type" || fact.kind === "dynamic" || fact.deferred) return [];
        const resolution = this.#resolve(file, fact.specifier);
        return "target" in resolution && this.#states.has(resolution.target) ? [resolution.target] : [];
      });
      edges.set(file, targets);
      for (const target of targets) imported.add(target);
    }
    const files = [...this.#states.keys()].sort();
    const order: string[] = [];
    const seen = new Set<string>();
    for (const root of [...files.filter((file) => !imported.has(file)), ...files]) {
      if (seen.has(root)) continue;
      seen.add(root);
      const stack: { file: string; next: number }[] = [{ file: root, next: 0 }];
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const target = edges.get(top.file)?.[top.next++];
        if (target === undefined) {
          order.push(top.file);
          stack.pop();
        } else if (!seen.has(target)) {
          seen.add(target);
          stack.push({ file: target, next: 0 });
        }
      }
    }
    return order;
  }
}

function hasField(value: Value, name: string): boolean {
  return value.kind === "record" && value.fields.has(name);
}

function lastPart(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf("/") + 1);
}
