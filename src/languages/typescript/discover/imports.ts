/** One import as its text has it. */
export interface WrittenImport {
  readonly specifier: string;
  /** What stands between `import` and `from`; empty for `import "x"`, `import("x")` and `require("x")`. */
  readonly names: string;
}

const written =
  /^[ \t]*(?:import|export)\s+(?!type\s)((?:\*|\{|[\w$]+(?=\s*(?:,|from\b)))[^"';=()]*?)\s*\bfrom\s*["']([^"'\n]+)["']|^[ \t]*import\s*["']([^"'\n]+)["']|\b(?:require|import)\s*\(\s*["']([^"'\n]+)["']\s*\)/gm;
const onlyTypes = /^\{(?:\s*type\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*,?)+\s*\}$/;

/** What a text imports when it runs, found without a parser: roles are needed before a file is read. Imports of types are left out. */
export function* importsOf(text: string): Generator<WrittenImport> {
  for (const [, names = "", from, bare, called] of text.matchAll(written)) {
    const specifier = from ?? bare ?? called;
    if (specifier !== undefined && !onlyTypes.test(names.trim())) yield { specifier, names };
  }
}
