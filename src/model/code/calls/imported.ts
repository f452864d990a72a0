import type { CodeFacts, Resolve } from "../../../facts/code-file.ts";
import type { Bindings } from "../bindings.ts";

/** Where an imported name leads: out to a package, or to an exported name of a project file. `path`: what is taken of it. */
type Imported =
  | { readonly package: string; readonly path: readonly string[] }
  | { readonly file: string; readonly path: readonly string[] };

export type ImportedNames = (file: string, local: string, path: readonly string[]) => Imported | null;

export function createImportedNames(facts: readonly CodeFacts[], resolve: Resolve, bindings: Bindings): ImportedNames {
  const sources = new Map(facts.map((each) => [each.file, sourcesOf(each)]));

  /** The package behind a name, also where the project's own modules re-export it. */
  function fromPackage(file: string, specifier: string, imported: string, depth: number): Imported | null {
    const resolution = resolve(file, specifier);
    if ("package" in resolution)
      return { package: withoutScheme(specifier), path: imported === "*" || imported === "default" ? [] : [imported] };
    if (!("target" in resolution) || depth > 8) return null;
    const names = sources.get(resolution.target);
    const source = names?.exported.get(imported);
    if (source) return fromPackage(resolution.target, source.specifier, source.imported, depth + 1);
    const outer: string[] = [];
    for (const star of names?.stars ?? []) {
      if ("package" in resolve(resolution.target, star)) outer.push(star);
      else {
        const found = fromPackage(resolution.target, star, imported, depth + 1);
        if (found) return found;
      }
    }
    // What none of the project's own modules has can only come from the one package that is re-exported whole.
    return outer.length === 1 ? fromPackage(resolution.target, outer[0] as string, imported, depth + 1) : null;
  }

  return (file, local, path) => {
    const source = sources.get(file)?.imports.get(local);
    if (!source) return null;
    const bound = bindings.imported(file, local);
    if (!bound) {
      const found = fromPackage(file, source.specifier, source.imported, 0);
      return found && { ...found, path: withoutDefault([...found.path, ...path]) };
    }
    if (bound.exported !== "*") return { file: bound.file, path: [bound.exported, ...path] };
    // A namespace: its first member is the exported name, wherever that is declared.
    const [name, ...rest] = path;
    if (name === undefined) return { file: bound.file, path: [] };
    const exported = bindings.exported(bound.file, name);
    return exported ? { file: exported.file, path: [exported.exported, ...rest] } : { file: bound.file, path };
  };
}

interface Source {
  readonly specifier: string;
  readonly imported: string;
}

function sourcesOf({ imports, exports }: CodeFacts) {
  const own = new Map<string, Source>();
  const exported = new Map<string, Source>();
  const stars: string[] = [];
  for (const { specifier, kind, bindings, reExported } of imports) {
    const isReExport = kind === "re-export" || reExported === true;
    for (const { imported, local } of bindings) {
      if (isReExport && local === "*") stars.push(specifier);
      else (isReExport ? exported : own).set(local, { specifier, imported });
    }
  }
  // `import { Pool } from "pg"; export { Pool }`.
  for (const each of exports) {
    const source = each.local === null ? undefined : own.get(each.local);
    if (source) exported.set(each.exported, source);
  }
  return { imports: own, exported, stars };
}

/** `fs` of `node:fs`. A part of a package is a thing of its own: `fs/promises`, `hono/jwt`. */
function withoutScheme(specifier: string): string {
  return specifier.replace(/^node:/, "");
}

/** `require("x").default` and `import * as x; x.default` are what `import x` gives. */
function withoutDefault(path: readonly string[]): readonly string[] {
  return path[0] === "default" ? path.slice(1) : path;
}
