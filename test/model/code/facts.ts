import type { CodeFacts, ImportFact, Resolve } from "../../../src/facts/code-file.ts";

/** The facts of a file, with only what a test says. */
export function codeFacts(file: string, more: Partial<CodeFacts> = {}): CodeFacts {
  return { file, role: "server", package: "", imports: [], exports: [], routes: null, calls: null, ...more };
}

/** An import of names (`a`, `a as b`, `type A`, `* as n`), or for its side effects when there are none. */
export function importFact(
  specifier: string,
  names: readonly string[] = [],
  more: Partial<ImportFact> = {},
): ImportFact {
  const bindings = names.map((name) => {
    const [imported = "", local = imported] = name.replace(/^type /, "").split(" as ");
    return { imported, local, value: !name.startsWith("type ") };
  });
  return { specifier, kind: "static", start: 0, end: 0, deferred: false, bindings, ...more };
}

/** Specifiers are the files themselves; what is not among them is a package. */
export function resolveAmong(files: readonly string[]): Resolve {
  const known = new Set(files);
  return (_from, specifier) => (known.has(specifier) ? { target: specifier } : { package: specifier });
}
