import type { CodeRole } from "../rule/code-visitor.ts";
import type { CallFacts } from "./calls.ts";
import type { RouteFacts } from "./routes.ts";

/**
 * What one TypeScript or JavaScript file says by itself, before anything is linked: plain and serialisable, a pure
 * function of the file's content and place. Offsets count UTF-16 code units.
 */
export interface CodeFacts {
  readonly file: string;
  readonly role: CodeRole;
  /** The folder of the nearest package.json: `""` for the root. */
  readonly package: string;
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** null when nothing in it can serve, and when the file could not be read. */
  readonly routes: RouteFacts | null;
  /** What it declares and calls; null for what is no server code, and when the file could not be read. */
  readonly calls: CallFacts | null;
}

/** One import, require or re-export, as written. */
export interface ImportFact {
  readonly specifier: string;
  readonly kind: "static" | "type" | "dynamic" | "require" | "re-export";
  /** The whole statement, or the call for `import()` and `require()`. */
  readonly start: number;
  readonly end: number;
  readonly bindings: readonly ImportBinding[];
  /** Inside a function: it runs when the function does, not when the module loads. */
  readonly deferred: boolean;
  /** For the kind `type`: whether it exports what it names (`export type { X } from`). */
  readonly reExported?: boolean;
}

export interface ImportBinding {
  /** The name in the other module: `default`, `*` for the whole namespace (or what `require` returns). */
  readonly imported: string;
  /** The name here; for a re-export, the name it is exported under (`*` for `export * from`). */
  readonly local: string;
  /** Whether something of it remains at run time: false for `type` imports and for names only used in types. */
  readonly value: boolean;
}

/** One exported name. */
export interface ExportFact {
  /** `default` for a default export and for what `module.exports =` sets. */
  readonly exported: string;
  /** The local declaration it leads to; null for an anonymous expression. Re-exports are in `imports`. */
  readonly local: string | null;
  /** An interface or a type alias: nothing of it exists at run time. */
  readonly type: boolean;
  readonly start: number;
  readonly end: number;
}

/** Where an import leads: to a project file, out to a package (or a built-in module), or nowhere. */
export type Resolution = { readonly target: string } | { readonly package: string } | { readonly unresolved: string };

/** Where a specifier written in a file leads. */
export type Resolve = (from: string, specifier: string) => Resolution;
