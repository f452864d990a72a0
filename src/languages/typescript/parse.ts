import { ts } from "ts-morph";

/** A parsed file. TypeScript's parser recovers from errors: the tree is there in any case. */
export interface Parsed {
  readonly sourceFile: ts.SourceFile;
  /** The first syntax error, if there is one, and how many there are. */
  readonly error: { readonly message: string; readonly start: number; readonly count: number } | null;
}

/**
 * Parses with the TypeScript that ts-morph bundles, never the project's own: TypeScript 7 has no parser to call. The
 * nodes' parents are set by the walk.
 */
export function parse(file: string, text: string): Parsed {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const sourceFile = ts.createSourceFile(file, text, options, false, scriptKind(file));
  const errors =
    (sourceFile as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];
  const first = errors[0];
  if (!first) return { sourceFile, error: null };
  return {
    sourceFile,
    error: {
      message: ts.flattenDiagnosticMessageText(first.messageText, " "),
      start: first.start ?? 0,
      count: errors.length,
    },
  };
}

/** JSX is allowed in every JavaScript file, as bundlers do; in TypeScript only in `.tsx`, where `<T>x` is no cast. */
function scriptKind(file: string): ts.ScriptKind {
  if (file.endsWith(".tsx")) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/.test(file)) return ts.ScriptKind.TS;
  return ts.ScriptKind.JSX;
}
