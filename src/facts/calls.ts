import type { Span } from "./routes.ts";

/**
 * What one file of a server declares and calls, function by function: plain data, from which the linker
 * (`src/model/code/calls/`) knows what is called across files. Names are resolved within the file only; what is too deep
 * or too clever to follow is `other`, never guessed.
 */
export interface CallFacts {
  /** The first one is the module itself. */
  readonly functions: readonly FunctionRecord[];
  readonly classes: readonly ClassRecord[];
  /** Variables and constants. Parameters, functions, classes and imports are not among them. */
  readonly names: readonly NameRecord[];
  readonly calls: readonly CallRecord[];
  readonly assignments: readonly AssignmentRecord[];
  readonly retries: readonly RetryRecord[];
  /** Exported names with their values; re-exports are in the file's imports. */
  readonly exports: readonly { readonly name: string; readonly value: ValueFact }[];
}

export interface FunctionRecord {
  /** The name it is declared, assigned or keyed by; null for an anonymous one and for the module. */
  readonly name: string | null;
  readonly kind: "module" | "function" | "method" | "getter" | "constructor";
  /** The function it stands in; -1 for the module. */
  readonly parent: number;
  /** The class it is a member of; -1 for none. */
  readonly class: number;
  readonly static: boolean;
  readonly async: boolean;
  readonly parameters: readonly ParameterRecord[];
  readonly decorators: readonly number[];
  /** The call it is an argument of, and which one: `db.transaction(async (tx) => …)`; null for none. */
  readonly argumentOf: { readonly call: number; readonly index: number } | null;
  readonly returns: readonly ValueFact[];
  readonly at: Span;
}

export interface ParameterRecord {
  /** Null for a pattern. */
  readonly name: string | null;
  /** The name of the declared type, without its arguments: `Pool`, `Prisma.TransactionClient`; resolved like any name. */
  readonly type: Ref | null;
  /** `constructor(private readonly users: Users)`: a field as well. */
  readonly field: boolean;
  readonly decorators: readonly number[];
}

export interface ClassRecord {
  readonly name: string | null;
  readonly extends: Ref | null;
  readonly decorators: readonly number[];
  readonly members: readonly MemberRecord[];
  readonly at: Span;
}

/** A method, or a field with the value or type it is declared with. */
export interface MemberRecord {
  readonly name: string;
  readonly static: boolean;
  readonly value: ValueFact | null;
  readonly type: Ref | null;
  readonly decorators: readonly number[];
}

export interface NameRecord {
  readonly name: string;
  /** The function it is declared in: 0 for a name of the module. */
  readonly function: number;
  readonly constant: boolean;
  readonly value: ValueFact;
  readonly type: Ref | null;
  readonly at: Span;
}

/** What a name or a chain of members begins at, within the file. */
export type Root =
  | { readonly kind: "name"; readonly index: number }
  | { readonly kind: "function" | "class" | "call"; readonly index: number }
  /** `path`: what a pattern takes out of the argument. */
  | {
      readonly kind: "parameter";
      readonly function: number;
      readonly index: number;
      readonly path: readonly string[];
    }
  | { readonly kind: "import"; readonly local: string }
  | { readonly kind: "this" | "super"; readonly class: number }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "other" };

/** `this.pool.query`: where it begins, and the members that follow; `[]` stands for a computed one. */
export interface Ref {
  readonly root: Root;
  readonly path: readonly string[];
}

export type ValueFact =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** A text with parts that are not known: `holes` of them, in order between the parts. */
  | { readonly kind: "template"; readonly parts: readonly string[]; readonly holes: readonly ValueFact[] }
  | { readonly kind: "ref"; readonly ref: Ref; readonly at: Span }
  | { readonly kind: "call"; readonly call: number }
  | { readonly kind: "function"; readonly function: number }
  | { readonly kind: "class"; readonly class: number }
  /** `open`: a spread or a computed key may add or replace members. `spreads`: what is spread into it, where anything is. */
  | {
      readonly kind: "object";
      readonly members: readonly ObjectEntry[];
      readonly open: boolean;
      readonly spreads?: readonly ValueFact[];
      readonly at: Span;
    }
  | { readonly kind: "array"; readonly items: readonly ValueFact[]; readonly open: boolean }
  /** `process.env.NAME`; also through `import.meta.env` and `Deno.env.get`. */
  | { readonly kind: "environment"; readonly name: string; readonly at: Span }
  /** One of them: `a || b`, `a ?? b`, `c ? a : b`. */
  | { readonly kind: "choice"; readonly operator: "||" | "??" | "?:" | "&&"; readonly options: readonly ValueFact[] }
  /** `a + b`, `a * 2`, `a === b`. */
  | { readonly kind: "binary"; readonly operator: string; readonly left: ValueFact; readonly right: ValueFact }
  | { readonly kind: "regex"; readonly text: string }
  | { readonly kind: "other" };

export interface ObjectEntry {
  readonly key: string;
  readonly value: ValueFact;
  readonly at: Span;
}

export interface CallRecord {
  readonly callee: Ref;
  /** `new`, a plain call, a tagged template, or a decorator. */
  readonly form: "new" | "call" | "tag" | "decorator";
  readonly arguments: readonly ValueFact[];
  /** A spread among the arguments: there may be more, at any place. */
  readonly spread: boolean;
  /** The function it stands in. */
  readonly function: number;
  /** What becomes of its value. `floating`: nothing, and nothing waits for it; `void`: so on purpose. */
  readonly use: "awaited" | "returned" | "assigned" | "argument" | "chained" | "floating" | "void" | "other";
  /** The errors of it are met: a `.catch(…)`, a second argument of `.then`, or a `try` with `catch` around it when awaited. */
  readonly caught: boolean;
  /** In a loop of the same function. */
  readonly loop: boolean;
  /** The nearest loop is a `for…of` whose turns know nothing of each other, and this is awaited in each. */
  readonly alone?: true;
  /** Behind an `if`, `?:`, `&&` or `switch` of the same function. */
  readonly conditional: boolean;
  /** In the `finally` of a `try` of the same function. */
  readonly finally: boolean;
  /** In a `catch` of the same function. */
  readonly handling?: true;
  /** Where it stands in the text; `name` is the place of the last part of the callee. */
  readonly at: Span;
  readonly name: Span;
}

export interface AssignmentRecord {
  readonly target: Ref;
  readonly operator: string;
  readonly value: ValueFact;
  readonly function: number;
  readonly at: Span;
}

/** A loop that does something again until it succeeds: its `try` leaves it, its `catch` goes on. */
export interface RetryRecord {
  /** The function it stands in. */
  readonly function: number;
  /** What is tried again: the block of the `try`. */
  readonly tried: Span;
  /** Whether anything but success ends it: a number of attempts, a deadline, a signal. */
  readonly limited: boolean;
  /** How long it waits between two attempts: not at all, always as long, or in a way that may grow. */
  readonly wait: "none" | "constant" | "varies";
}
