/**
 * What the routes extractor (`src/languages/typescript/routes/`) says of one file: the part of its program that can make
 * an application, register routes on one, or decide who may call them, lowered to plain data. It knows no framework and
 * no other file: the linker (`src/model/code/routes/`) runs it by value, over all files, and only then knows what a
 * router is. Parts of no interest are `opaque`; bodies of functions that cannot matter are left out.
 */
export interface RouteFacts {
  readonly file: string;
  readonly program: readonly Statement[];
}

/** Offsets in UTF-16 code units: start, and end (exclusive). */
export type Span = readonly [start: number, end: number];

export type Statement =
  | { readonly kind: "declare"; readonly target: Pattern; readonly value: Expression | null }
  | { readonly kind: "function"; readonly name: string; readonly value: FunctionFact }
  | { readonly kind: "class"; readonly name: string; readonly value: ClassFact }
  | { readonly kind: "expression"; readonly value: Expression }
  | { readonly kind: "return"; readonly value: Expression | null }
  | { readonly kind: "throw"; readonly value: Expression }
  | IfStatement
  | LoopStatement
  | TryStatement
  | SwitchStatement
  /** `export default …` and `export = …` of an expression. */
  | { readonly kind: "default"; readonly value: Expression }
  /** `break` and `continue`. */
  | { readonly kind: "jump" };

export interface IfStatement {
  readonly kind: "if";
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly else: readonly Statement[];
}

export interface LoopStatement {
  readonly kind: "loop";
  /** For `for (const target of over)`; null for every other loop, whose body is taken to run. */
  readonly target: Pattern | null;
  readonly over: Expression | null;
  readonly body: readonly Statement[];
}

export interface TryStatement {
  readonly kind: "try";
  readonly body: readonly Statement[];
  readonly caught: { readonly target: Pattern | null; readonly body: readonly Statement[] } | null;
  readonly finally: readonly Statement[];
}

export interface SwitchStatement {
  readonly kind: "switch";
  readonly on: Expression;
  /** `test` is null for `default`. */
  readonly cases: readonly { readonly test: Expression | null; readonly body: readonly Statement[] }[];
}

/** `await` (but for `awaited` of a call), parentheses, type assertions and `!` are transparent. */
export type Expression =
  | { readonly kind: "opaque" }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "regex"; readonly text: string }
  | { readonly kind: "template"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "name"; readonly name: string; readonly at: Span }
  | { readonly kind: "this" | "super" }
  | MemberExpression
  | CallExpression
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "spread"; readonly value: Expression }
  | { readonly kind: "object"; readonly members: readonly ObjectMember[] }
  | FunctionFact
  | ClassFact
  | { readonly kind: "unary"; readonly operator: "!" | "typeof" | "void" | "-"; readonly value: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly then: Expression; readonly else: Expression }
  /** `target` is a name or a member. */
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Expression }
  | { readonly kind: "import"; readonly specifier: string };

interface MemberExpression {
  readonly kind: "member";
  readonly object: Expression;
  /** A literal key, as a name; an expression for a computed one. */
  readonly key: string | Expression;
  readonly at: Span;
}

export interface CallExpression {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  readonly new: boolean;
  readonly at: Span;
  /** Where `await` stands before it; otherwise left out. */
  readonly awaited?: true;
}

export interface ObjectMember {
  /** Null for a spread and for a key that is computed. */
  readonly key: string | null;
  readonly value: Expression;
  readonly role: "value" | "getter" | "spread";
}

export interface FunctionFact {
  readonly kind: "function";
  readonly name: string | null;
  readonly parameters: readonly Parameter[];
  /** Null where the body was left out: nothing in it can register a route or turn a caller away. */
  readonly body: readonly Statement[] | null;
  readonly at: Span;
}

export interface Parameter {
  readonly target: Pattern | null;
  readonly rest: boolean;
  readonly default: Expression | null;
  /** The name of the declared type, without its arguments: `Router`, `express.Application`. */
  readonly type: string | null;
  readonly decorators: readonly Expression[];
  /** `constructor(private readonly users: UserService)`: a field of the class as well. */
  readonly field: boolean;
}

export type Pattern =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "object"; readonly members: readonly PatternMember[]; readonly rest: string | null }
  | { readonly kind: "array"; readonly items: readonly (Pattern | null)[]; readonly rest: Pattern | null };

export interface PatternMember {
  readonly key: string;
  readonly target: Pattern;
  readonly default: Expression | null;
}

export interface ClassFact {
  readonly kind: "class";
  readonly name: string | null;
  readonly extends: Expression | null;
  readonly decorators: readonly Expression[];
  readonly members: readonly ClassMember[];
  readonly at: Span;
}

export interface ClassMember {
  readonly kind: "method" | "getter" | "field" | "constructor" | "static-block";
  readonly name: string;
  readonly static: boolean;
  readonly decorators: readonly Expression[];
  readonly value: Expression | null;
  readonly type: string | null;
  readonly at: Span;
}
