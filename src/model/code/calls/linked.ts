import type { CallRecord, ClassRecord, FunctionRecord, ValueFact } from "../../../facts/calls.ts";
import type { Subject, TextPlace } from "../../../findings/place.ts";

/** A function, method or callback of the project; or the top level of a module. */
export interface CodeFunction extends Subject {
  readonly at: TextPlace;
  readonly file: string;
  readonly index: number;
  readonly record: FunctionRecord;
  /** `UserService.create`, `handler`; null for an anonymous one and for a module. */
  readonly name: string | null;
  /** The function it stands in; null for a module. */
  readonly parent: CodeFunction | null;
  readonly class: CodeClass | null;
  /** The calls that stand directly in it, in source order. */
  readonly calls: readonly Call[];
}

export interface CodeClass {
  readonly file: string;
  readonly index: number;
  readonly record: ClassRecord;
}

/** One call, construction, tagged template or decorator. */
export interface Call extends Subject {
  /** The whole expression. */
  readonly at: TextPlace;
  /** The last part of what is called: `get` of `client.get(…)`. */
  readonly nameAt: TextPlace;
  readonly file: string;
  readonly index: number;
  readonly record: CallRecord;
  readonly function: CodeFunction;
}

/** A value, and the file by whose names it is to be read. */
export interface FileValue {
  readonly file: string;
  readonly value: ValueFact;
}

/** Where a value comes from, as far as source tells. `path`: the members taken of it. */
export type Origin =
  /** Something a package exports; the default export and the whole module are the empty path. Built-in modules without `node:`. */
  | { readonly kind: "package"; readonly package: string; readonly path: readonly string[] }
  | { readonly kind: "global"; readonly path: readonly string[] }
  /** A member of what a call gave. */
  | { readonly kind: "result"; readonly call: Call; readonly path: readonly string[] }
  /** A member of a value whose declared type is a package's. */
  | { readonly kind: "typed"; readonly type: Origin; readonly path: readonly string[] }
  | { readonly kind: "function"; readonly function: CodeFunction }
  | { readonly kind: "class"; readonly class: CodeClass; readonly path: readonly string[] }
  | { readonly kind: "instance"; readonly class: CodeClass; readonly path: readonly string[] }
  | {
      readonly kind: "parameter";
      readonly function: CodeFunction;
      readonly index: number;
      readonly path: readonly string[];
    }
  | { readonly kind: "value"; readonly value: FileValue }
  | { readonly kind: "environment"; readonly name: string }
  | { readonly kind: "unknown" };
