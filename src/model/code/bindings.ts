import type { CodeFacts, ImportFact, Resolve } from "../../facts/code-file.ts";

/** The declaration a name leads to. */
interface Binding {
  readonly file: string;
  /** The exported name; `*` for the whole module. */
  readonly exported: string;
  /** The name it is declared under in `file`; null for an anonymous default and for `*`. */
  readonly local: string | null;
  /** An interface or type alias. */
  readonly type: boolean;
}

/** Follows names across files: default, named and namespace imports, barrels, re-exports, `require` and `module.exports`. */
export interface Bindings {
  /** What a name of `file` is: the import it came by, followed to its declaration; null when it is not imported or leads out of the project. */
  imported(file: string, local: string): Binding | null;
  /** What `file` exports under a name, followed through re-exports; null when nothing says. */
  exported(file: string, name: string): Binding | null;
}

interface ModuleNames {
  readonly facts: CodeFacts;
  readonly exports: ReadonlyMap<string, { readonly local: string | null; readonly type: boolean }>;
  /** By local name. */
  readonly imports: ReadonlyMap<string, Source>;
  /** By exported name. */
  readonly reExports: ReadonlyMap<string, Source>;
  /** `export * from`. */
  readonly stars: readonly string[];
}

interface Source {
  readonly specifier: string;
  readonly name: string;
}

export function createBindings(facts: readonly CodeFacts[], resolve: Resolve): Bindings {
  const files = new Map(facts.map((each) => [each.file, each]));
  const names = new Map<string, ModuleNames>();
  const memo = new Map<string, Binding | null>();

  function namesOf(file: string): ModuleNames | undefined {
    let known = names.get(file);
    if (known) return known;
    const found = files.get(file);
    if (!found) return undefined;
    names.set(file, (known = readNames(found)));
    return known;
  }

  function targetOf(file: string, specifier: string): string | null {
    const resolution = resolve(file, specifier);
    return "target" in resolution ? resolution.target : null;
  }

  function follow(file: string, source: Source, seen: Set<string>): Binding | null {
    const target = targetOf(file, source.specifier);
    if (target === null) return null;
    if (source.name === "*") return { file: target, exported: "*", local: null, type: false };
    return exportedFrom(target, source.name, seen);
  }

  function exportedFrom(file: string, name: string, seen: Set<string>): Binding | null {
    const key = `${file}\0${name}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    if (seen.has(key)) return null;
    seen.add(key);
    const answer = search(file, name, seen);
    // What was cut short by a loop of barrels is only true for this path.
    if (answer !== null || seen.size === 1) memo.set(key, answer);
    return answer;
  }

  function search(file: string, name: string, seen: Set<string>): Binding | null {
    const module = namesOf(file);
    if (!module) return null;
    const own = module.exports.get(name);
    if (own) {
      const source = own.local === null ? undefined : module.imports.get(own.local);
      return (source && follow(file, source, seen)) ?? { file, exported: name, local: own.local, type: own.type };
    }
    const source = module.reExports.get(name);
    if (source) return follow(file, source, seen);
    if (name === "default") return null;
    for (const specifier of module.stars) {
      const target = targetOf(file, specifier);
      const found = target === null ? null : exportedFrom(target, name, seen);
      if (found) return found;
    }
    return null;
  }

  return {
    imported(file, local) {
      const source = namesOf(file)?.imports.get(local);
      return source ? follow(file, source, new Set()) : null;
    },
    exported: (file, name) => exportedFrom(file, name, new Set()),
  };
}

function readNames(facts: CodeFacts): ModuleNames {
  const exports = new Map<string, { local: string | null; type: boolean }>();
  for (const { exported, local, type } of facts.exports) {
    // A name can be a type and a value at once; the value counts.
    const known = exports.get(exported);
    if (!known || known.type) exports.set(exported, { local, type });
  }
  const imports = new Map<string, Source>();
  const reExports = new Map<string, Source>();
  const stars: string[] = [];
  for (const fact of facts.imports) {
    const exportsIt = isReExport(fact);
    for (const { imported, local } of fact.bindings) {
      if (local === "*") stars.push(fact.specifier);
      else (exportsIt ? reExports : imports).set(local, { specifier: fact.specifier, name: imported });
    }
  }
  return { facts, exports, imports, reExports, stars };
}

/** `export type { X } from` has the kind `type`, as `import type` has: `reExported` tells them apart. */
function isReExport(fact: ImportFact): boolean {
  return fact.kind === "re-export" || fact.reExported === true;
}
