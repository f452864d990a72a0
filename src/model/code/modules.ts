import type { CodeFacts, ImportFact, Resolve } from "../../facts/code-file.ts";
import type { Import, Module } from "../../facts/code.ts";
import type { Bindings } from "./bindings.ts";

/** Resolves the imports of every file. Modules are sorted by file, imports stand in the order of the source. */
export function linkModules(facts: readonly CodeFacts[], resolve: Resolve, bindings: Bindings): readonly Module[] {
  return [...facts]
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
    .map((each) => ({
      at: { file: each.file, start: 0, end: 0 },
      anchor: `typescript:${each.file}`,
      file: each.file,
      role: each.role,
      package: each.package,
      imports: each.imports.map((fact) => linkImport(each.file, fact, resolve, bindings)),
    }));
}

function linkImport(file: string, fact: ImportFact, resolve: Resolve, bindings: Bindings): Import {
  const resolution = resolve(file, fact.specifier);
  const target = "target" in resolution ? resolution.target : null;
  return {
    at: { file, start: fact.start, end: fact.end },
    anchor: `typescript:${file}#import ${fact.specifier}`,
    specifier: fact.specifier,
    target,
    kind: fact.kind,
    unresolved: "unresolved" in resolution,
    runtime: fact.kind !== "type" && remains(fact, target, bindings),
    deferred: fact.deferred,
  };
}

/** An import whose every name is only a type is left out by the compiler; `import "./x"` and `export *` always stay. */
function remains({ bindings: names }: ImportFact, target: string | null, bindings: Bindings): boolean {
  if (names.length === 0) return true;
  return names.some(
    ({ imported, value }) =>
      value && (imported === "*" || target === null || bindings.exported(target, imported)?.type !== true),
  );
}
